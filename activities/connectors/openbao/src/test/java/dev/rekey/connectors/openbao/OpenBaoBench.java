// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rekey.contract.PlacesBench;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Place;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The places of a real OpenBao behind the proxy. */
class OpenBaoBench extends BaoBench implements PlacesBench {

  /** Shared, because all benches share one system. */
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static final String NEIGHBOURS =
      """
      {"text": "neighbour", "fraction": 1.10, "small": 1e-7, "large": 12345678901234567890123,
       "yes": true, "none": null, "list": [1, "two", {"three": 3.000}], "empty": {},
       "odd ~/name": {"0": "zero"}}
      """;

  OpenBaoBench() {
    super(RunningOpenBao.of(RunningOpenBao.PLACES));
  }

  @Override
  public Place holding(CredentialValue value) {
    String path = "apps/app-" + NUMBERS.incrementAndGet();
    ObjectNode document = (ObjectNode) RunningOpenBao.JSON.readTree(NEIGHBOURS);
    ObjectNode aws = document.putObject("aws");
    aws.put("region", "eu-central-1");
    aws.put("access_key_id", text(value, "id"));
    aws.putArray("secrets").add("first").add(text(value, "secret"));
    write(path, document);
    return place("secret/" + path, "/aws/access_key_id", "/aws/secrets/1");
  }

  private static String text(CredentialValue value, String part) {
    return value.part(part).open(bytes -> new String(bytes, UTF_8));
  }

  private void write(String path, ObjectNode document) {
    ObjectNode body = RunningOpenBao.JSON.createObjectNode();
    body.set("data", document);
    bao.call("POST", "secret/data/" + path, body.toString());
  }

  static Place place(String location, String id, String secret) {
    return Place.of(SYSTEM, location, Map.of("id", id, "secret", secret));
  }

  @Override
  public Place nowhere() {
    return place("secret/apps/nowhere-" + NUMBERS.incrementAndGet(), "/a", "/b");
  }

  @Override
  public Place withoutFinds(Place place) {
    return place(place.location(), "/aws/access_key_id", "/aws/secrets/7");
  }

  @Override
  public Place findingNoText(Place place) {
    return place(place.location(), "/aws/access_key_id", "/fraction");
  }

  @Override
  public Place malformed() {
    return place("secret/apps/../../sys/mounts", "/a", "/b");
  }

  @Override
  public String everythingBeside(Place place) {
    ObjectNode document = document(place);
    for (String selector : place.selectors().values()) {
      JsonPointer pointer = JsonPointer.compile(selector);
      JsonNode parent = document.at(pointer.head());
      if (parent instanceof ObjectNode object) {
        object.remove(pointer.last().getMatchingProperty());
      } else {
        ((tools.jackson.databind.node.ArrayNode) parent).remove(pointer.last().getMatchingIndex());
      }
    }
    return document.toString();
  }

  private ObjectNode document(Place place) {
    return (ObjectNode) bao.call("GET", area(place, "data"), "").at("/data/data");
  }

  static String area(Place place, String area) {
    return place.location().replaceFirst("/", "/" + area + "/");
  }

  @Override
  public void disturb(Place place) {
    ObjectNode document = document(place);
    document.put("disturbed", NUMBERS.incrementAndGet());
    write(place.location().substring("secret/".length()), document);
  }

  @Override
  public void remove(Place place) {
    bao.call("DELETE", area(place, "data"), "");
  }

  @Override
  public boolean keepsVersions() {
    return true;
  }

  @Override
  public int readableVersionsHolding(Place place, CredentialValue value) {
    int holding = 0;
    JsonNode versions = bao.call("GET", area(place, "metadata"), "").at("/data/versions");
    for (String version : versions.propertyNames()) {
      var answer = bao.send("GET", area(place, "data") + "?version=" + version, "");
      if (answer.statusCode() == 200 && answer.body().contains(text(value, "secret"))) {
        holding++;
      }
    }
    return holding;
  }

  @Override
  public void suspend() {
    bao.server().seal();
  }

  @Override
  public void resume() {
    bao.server().unseal();
    bao.awaitReady("secret");
  }
}
