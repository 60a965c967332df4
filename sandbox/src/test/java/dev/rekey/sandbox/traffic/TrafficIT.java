// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.sandbox.aws.AwsClients;
import dev.rekey.sandbox.aws.KeyFile;
import dev.rekey.sandbox.aws.StrictAws;
import dev.rekey.sandbox.seed.Seed;
import dev.rekey.sandbox.seed.SeedPlan;
import dev.rekey.sandbox.seed.Seeded;
import dev.rekey.sandbox.seed.SeededKey;
import dev.rekey.sandbox.seed.SeededSecrets;
import dev.rekey.sandbox.store.AppStore;
import dev.rekey.servers.MotoServer;
import dev.rekey.servers.OpenBaoServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;

@Timeout(300)
class TrafficIT {
  private static final Duration PACE = Duration.ofMillis(50);
  private static final Duration POLL = Duration.ofMillis(5);
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir static Path state;
  private static MotoServer moto;
  private static OpenBaoServer bao;
  private static StrictAws aws;
  private static AppStore store;
  private static IamClient iam;
  private static Seeded seeded;

  @BeforeAll
  static void plant() throws IOException {
    moto = MotoServer.start(state);
    bao = OpenBaoServer.start(state);
    aws = StrictAws.start(moto.address(), moto.adminKeyFile(), Duration.ZERO, CLOCK);
    store = new AppStore(bao.address(), bao.rootTokenFile());
    AwsBasicCredentials admin = KeyFile.read(moto.adminKeyFile());
    iam = AwsClients.iam(aws.endpoint(), admin);
    SeedPlan plan = new SeedPlan(6, 3, "aws-prod", "openbao-prod");
    seeded = Seed.plant(plan, aws.endpoint(), admin, store, state.resolve("seed"));
  }

  @AfterAll
  static void end() {
    iam.close();
    store.close();
    aws.close();
    bao.stop();
    moto.stop();
  }

  @Test
  void listsWhatLeakedWithoutASingleSecret() throws IOException {
    List<String> lines = Files.readAllLines(seeded.leakedList());
    SeededKey first = seeded.keys().getFirst();

    assertThat(lines).hasSize(1 + 8);
    assertThat(lines.get(0))
        .isEqualTo("system,identity,kind,credential_id,owner,privilege,exposure,places");
    assertThat(lines.get(1))
        .isEqualTo(
            "aws-prod,%s,iam-access-key,%s,%s,%s,build logs of team %s,"
                    .formatted(
                        first.user(), first.keyId(), first.team(), first.privilege(), first.team())
                + "openbao-prod:%s#id=/aws/access_key_id&secret=/aws/secret_access_key"
                    .formatted(first.location()));
    SeededSecrets secrets = SeededSecrets.read(seeded.secretsFile());
    assertThat(secrets.keys())
        .extracting(AwsBasicCredentials::accessKeyId)
        .containsExactlyElementsOf(seeded.keys().stream().map(SeededKey::keyId).toList());
    assertThat(secrets.values()).hasSize(8 * 3);
    assertThat(secrets.values())
        .noneMatch(
            value -> String.join("\n", lines).contains(new String(value, StandardCharsets.UTF_8)));
    assertThat(Files.getPosixFilePermissions(seeded.secretsFile()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void consumersNoticeNothingWhenAKeyIsReplacedInOrder() throws IOException {
    SeededKey place = seeded.keys().getFirst();
    AwsBasicCredentials stolen = stolen(place);
    try (Consumers consumers = Consumers.start(List.of(place), store, aws.endpoint(), PACE, CLOCK);
        Attacker attacker = Attacker.start(List.of(stolen), aws.endpoint(), PACE, CLOCK)) {
      await(() -> consumers.requests() > 3 && attacker.loot(place.keyId()).successes() > 0);

      AwsBasicCredentials fresh = newKey(place.user());
      store.write(place.location(), fresh, Map.of());
      await(() -> aws.journal().lastSuccess(fresh.accessKeyId()).isPresent());
      iam.deleteAccessKey(delete -> delete.userName(place.user()).accessKeyId(place.keyId()));
      Instant deleted = CLOCK.instant();

      await(() -> attacker.loot(place.keyId()).lastError().isPresent());
      long before = consumers.requests();
      await(() -> consumers.requests() > before + 3);
      assertThat(consumers.failures()).isEmpty();
      assertThat(attacker.loot(place.keyId()).lastError()).hasValue("InvalidClientTokenId");
      assertThat(aws.journal().lastSuccess(place.keyId()).orElseThrow()).isBeforeOrEqualTo(deleted);
    }
  }

  @Test
  void consumersFailForAllToSeeWhenAKeyIsTakenFromThem() throws IOException {
    SeededKey place = seeded.keys().getLast();
    try (Consumers consumers =
        Consumers.start(List.of(place), store, aws.endpoint(), PACE, CLOCK)) {
      await(() -> consumers.requests() > 3);
      assertThat(consumers.failures()).isEmpty();

      iam.deleteAccessKey(delete -> delete.userName(place.user()).accessKeyId(place.keyId()));

      await(() -> !consumers.failures().isEmpty());
      Failure failure = consumers.failures().getFirst();
      assertThat(failure.user()).isEqualTo(place.user());
      assertThat(failure.keyId()).isEqualTo(place.keyId());
      assertThat(failure.reason()).isEqualTo("InvalidClientTokenId");

      store.write(place.location(), newKey(place.user()), Map.of());
      await(() -> {
        long failed = consumers.failures().size();
        long requests = consumers.requests();
        await(() -> consumers.requests() > requests + 1);
        return consumers.failures().size() == failed;
      });
    }
  }

  @Test
  void consumersCountAKeyOfSomebodyElseAsAFailure() throws IOException {
    SeededKey place = seeded.keys().get(1);
    SeededKey other = seeded.keys().get(2);
    store.write(place.location(), stolen(other), Map.of());
    try (Consumers consumers =
        Consumers.start(List.of(place), store, aws.endpoint(), PACE, CLOCK)) {
      await(() -> !consumers.failures().isEmpty());
      assertThat(consumers.failures().getFirst().reason()).isEqualTo("is " + other.user());
    }
  }

  private static AwsBasicCredentials stolen(SeededKey place) throws IOException {
    return SeededSecrets.read(seeded.secretsFile()).keys().stream()
        .filter(key -> key.accessKeyId().equals(place.keyId()))
        .findFirst()
        .orElseThrow();
  }

  private static AwsBasicCredentials newKey(String user) {
    AccessKey key = iam.createAccessKey(create -> create.userName(user)).accessKey();
    return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
  }

  private static void await(BooleanSupplier condition) {
    Instant deadline = CLOCK.instant().plusSeconds(30);
    while (!condition.getAsBoolean()) {
      assertThat(CLOCK.instant()).isBefore(deadline);
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
