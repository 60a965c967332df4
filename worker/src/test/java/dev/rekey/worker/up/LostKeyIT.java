// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.KeySubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Person;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Starts;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.server.LostKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code rekey up} whose instance key is gone. */
@Together
@Timeout(1500)
class LostKeyIT {

  private static final String REPLACEMENT = "/keys/instance/replacement";
  private static final Timing TIMING =
      new Timing(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(20));

  @TempDir Path home;

  @Test
  void nothingRunsUntilTwoPeopleHaveReplacedItAndThenAllGoesOn() throws IOException {
    Responders people;
    try (Embedded rekey = start()) {
      people = new Responders(api(rekey), "kept");
      people.trustRoster();
      people.begin();
      people.intake(Leak.header() + "aws-prod,billing,iam-access-key,AKIA1,payments,write,\n");
      assertThat(people.api().post(REPLACEMENT, Map.of()).status()).isEqualTo(409);
    }
    Path key = home.resolve("keys").resolve("instance.key");
    Files.delete(key);

    try (Embedded rekey = start()) {
      Api api = api(rekey);
      assertThat(LostKey.in(rekey.server())).isTrue();
      assertThat(key).doesNotExist();
      Api.Answer status = api.get("/campaigns/kept");
      assertThat(status.status()).isEqualTo(503);
      assertThat(status.body())
          .contains("the instance key", "is gone", "rekey key replace instance");
      assertThat(vouch(api, people.alice).get("replaced").booleanValue()).isFalse();
      assertThat(key).doesNotExist();
      assertThat(vouch(api, people.bob).get("replaced").booleanValue()).isTrue();
      assertThat(key).exists();
    }

    try (Embedded rekey = start()) {
      Responders again = people.with(api(rekey));
      assertThat(LostKey.in(rekey.server())).isFalse();
      assertThat(again.status().get("state").stringValue()).isEqualTo("open");
      again.in("another").begin();
    }
  }

  private JsonNode vouch(Api api, Person person) {
    JsonNode offer = api.post(REPLACEMENT, Map.of()).good();
    KeySubject subject =
        new KeySubject(
            new Digest(offer.get("key").stringValue()),
            new Digest(offer.get("root").stringValue()),
            offer.get("count").intValue());
    SignedStatement signed = person.sign(null, subject, Verb.VOUCH, "");
    return api.post(
            REPLACEMENT + "/vouched",
            Map.of("text", signed.text(), "signature", signed.signature()))
        .good();
  }

  private Embedded start() {
    return Starts.inTurn(() -> Embedded.start(home, 0, TIMING, System.out::println));
  }

  private static Api api(Embedded rekey) {
    return new Api(rekey.settings().port(), rekey.settings().token());
  }
}
