// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import dev.rekey.contract.Fault;
import dev.rekey.contract.FaultyProxy;
import dev.rekey.worker.rig.World;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The ways to AWS and to OpenBao, on which the answers to some calls get lost, each once: the
 * system does it and nobody hears of it.
 */
record LostAnswers(World world, FaultyProxy aws, FaultyProxy bao) implements AutoCloseable {

  static LostAnswers between(World world) {
    return new LostAnswers(
        world,
        new FaultyProxy(world.aws().endpoint(), _ -> true),
        new FaultyProxy(world.bao().address(), LostAnswers::changes));
  }

  /** Settings of a system for the world's AWS. */
  Map<String, String> awsSettings() {
    Map<String, String> settings = new TreeMap<>(world.awsSettings());
    settings.put("endpoint", aws.address().toString());
    return settings;
  }

  /** Settings of a system for the world's OpenBao. */
  Map<String, String> baoSettings() {
    Map<String, String> settings = new TreeMap<>(world.baoSettings());
    settings.put("address", bao.address().toString());
    return settings;
  }

  /** Of what is done to a user's keys, with these words in the call. */
  void ofIam(String user, String... words) {
    aws.meetOnce(
        new Fault.AnswerLost(),
        seen -> {
          String body = "&" + seen.body() + "&";
          return body.contains("&UserName=" + user + "&")
              && Stream.of(words).allMatch(word -> body.contains("=" + word + "&"));
        });
  }

  /** Of what is done in one of AWS's stores, with these words in the call. */
  void ofStore(String... words) {
    aws.meetOnce(new Fault.AnswerLost(), seen -> Stream.of(words).allMatch(seen.body()::contains));
  }

  /** Of a change in OpenBao. */
  void ofBao(Predicate<FaultyProxy.Seen> which) {
    bao.meetOnce(new Fault.AnswerLost(), seen -> changes(seen) && which.test(seen));
  }

  private static boolean changes(FaultyProxy.Seen seen) {
    return !seen.method().equals("GET");
  }

  /** How many are still to come. */
  int pending() {
    return aws.pending() + bao.pending();
  }

  @Override
  public void close() {
    aws.close();
    bao.close();
  }
}
