// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rekey.contract.Aim;
import dev.rekey.contract.Fault;
import dev.rekey.contract.FaultyProxy;
import dev.rekey.contract.PlacesBench;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Place;
import dev.rekey.words.SystemName;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What places of both stores have in common: a JSON document with things beside the value. */
abstract class AwsPlacesBench extends AwsBench implements PlacesBench {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static final String DOCUMENT =
      """
      {"text":"neighbour","fraction":1.10,"large":12345678901234567890123,"yes":true,"none":null,\
      "list":[1,"two"],"disturbed":%d,"aws":{"access_key_id":"%s","secrets":["first","%s"]}}\
      """;

  AwsPlacesBench(Predicate<FaultyProxy.Seen> effects) {
    super(effects);
  }

  /** What a location starts with. */
  abstract String store();

  /** Writes a new document there. */
  abstract void create(String name, String document);

  /** The newest document. */
  abstract String document(String name);

  /** Overwrites it, as an operator does. */
  abstract void overwrite(String name, String document);

  @Override
  public Fault throttled() {
    return error(429, "ThrottlingException");
  }

  @Override
  public Fault forbidden() {
    return error(400, "AccessDeniedException");
  }

  private static Fault error(int status, String code) {
    return new Fault.Answers(
        status,
        Map.of("Content-Type", "application/x-amz-json-1.1"),
        "{\"__type\":\"%s\",\"message\":\"no\"}".formatted(code));
  }

  @Override
  public Place holding(CredentialValue value) {
    String name = "contract/app-" + NUMBERS.incrementAndGet();
    create(name, DOCUMENT.formatted(0, text(value, "id"), text(value, "secret")));
    return place(name, "/aws/access_key_id", "/aws/secrets/1");
  }

  static String text(CredentialValue value, String part) {
    return value.part(part).open(bytes -> new String(bytes, UTF_8));
  }

  private Place place(String name, String id, String secret) {
    return Place.of(new SystemName("aws-test"), store() + name, Map.of("id", id, "secret", secret));
  }

  String name(Place place) {
    return place.location().substring(store().length());
  }

  @Override
  public Place nowhere() {
    return place("contract/nowhere-" + NUMBERS.incrementAndGet(), "/a", "/b");
  }

  @Override
  public Place withoutFinds(Place place) {
    return place(name(place), "/aws/access_key_id", "/aws/secrets/7");
  }

  @Override
  public Place findingNoText(Place place) {
    return place(name(place), "/aws/access_key_id", "/fraction");
  }

  @Override
  public Place malformed() {
    return place("contract/../app", "/a", "/b");
  }

  @Override
  public String everythingBeside(Place place) {
    return document(name(place)).replaceAll("\"aws\":.*", "");
  }

  @Override
  public void disturb(Place place) {
    overwrite(
        name(place),
        document(name(place))
            .replaceFirst("\"disturbed\":[0-9]+", "\"disturbed\":" + NUMBERS.incrementAndGet()));
  }

  @Override
  public void suspend() {
    proxy().meet(new Fault.Answers(503, Map.of(), "unavailable"), Aim.EVERYTHING);
  }

  @Override
  public void resume() {
    proxy().heal();
  }
}
