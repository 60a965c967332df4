// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.sandbox.aws.KeyFile;
import dev.rekey.sandbox.aws.StrictAws;
import dev.rekey.sandbox.estate.Group;
import dev.rekey.sandbox.estate.Leaked;
import dev.rekey.sandbox.estate.Watched;
import dev.rekey.sandbox.store.AppStore;
import dev.rekey.servers.MotoServer;
import dev.rekey.servers.OpenBaoServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

@Timeout(300)
class AwsKeysIT {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final String REFUSED = "InvalidClientTokenId";

  @TempDir static Path state;
  private static MotoServer moto;
  private static OpenBaoServer bao;
  private static StrictAws aws;
  private static AppStore store;
  private static AwsKeys keys;

  @BeforeAll
  static void plant() throws IOException {
    moto = MotoServer.start(state);
    bao = OpenBaoServer.start(state);
    aws = StrictAws.start(moto.address(), moto.adminKeyFile(), Duration.ZERO, CLOCK);
    store = new AppStore(bao.address(), bao.rootTokenFile());
    keys =
        new AwsKeys("aws", "bao", aws.endpoint(), KeyFile.read(moto.adminKeyFile()), store, CLOCK)
            .plant(6, 1);
  }

  @AfterAll
  static void end() {
    keys.close();
    store.close();
    aws.close();
    bao.stop();
    moto.stop();
  }

  @Test
  void consumersNoticeNothingWhenAKeyIsReplacedInOrder() throws IOException {
    Leaked leaked = keys.leaked().getFirst();
    String user = leaked.row().identity();
    try (Watched watched = new Watched(leaked)) {
      watched.requireBothGetIn();
      AwsBasicCredentials fresh = keys.newKey(user);
      keys.place(user).put(fresh);
      Watched.await(() -> aws.journal().lastSuccess(fresh.accessKeyId()).isPresent());

      keys.delete(user, leaked.row().credential());

      watched.requireAttackerIsTold(REFUSED);
      watched.requireConsumerWorksOn();
    }
  }

  @Test
  void consumersFailForAllToSeeWhenAKeyIsTakenFromThem() throws IOException {
    Leaked leaked = keys.leaked().get(4);
    try (Watched watched = new Watched(leaked)) {
      watched.requireBothGetIn();
      keys.delete(leaked.row().identity(), leaked.row().credential());
      watched.requireConsumerFails(REFUSED);
    }
  }

  @Test
  void consumersCountAKeyOfSomebodyElseAsAFailure() throws IOException {
    Leaked leaked = keys.leaked().get(2);
    String other = keys.leaked().get(5).row().identity();
    keys.place(leaked.row().identity()).put(keys.newKey(other));
    try (Watched watched = new Watched(leaked)) {
      watched.requireConsumerFails("is " + other);
    }
  }

  @Test
  void theListNamesWhatLeakedWithoutASingleSecret() throws IOException {
    Leaked first = keys.leaked().getFirst();
    List<String> lines = Watched.lines(keys.leaked());
    assertThat(lines.getFirst())
        .isEqualTo(
            "aws,svc-search-001,iam-access-key,%s,search,write,build logs of team search,"
                    .formatted(first.row().credential())
                + "bao:secret/apps/svc-search-001#id=/aws/access_key_id"
                + "&secret=/aws/secret_access_key,replace,,");
    assertThat(lines.get(2)).contains("aws:secretsmanager/apps/svc-mobile-003#id=");
    for (Leaked one : keys.leaked()) {
      if (one.group() == Group.AWS) {
        String secret = keys.place(one.row().identity()).read().secretAccessKey();
        assertThat(lines).noneMatch(line -> line.contains(secret));
      }
    }
  }

  @Test
  void anUnusedKeyFillsTheSecondSlotOfAUserAndHasNoConsumer() {
    Leaked used = keys.leaked().get(1);
    Leaked unused = keys.leaked().getLast();
    assertThat(unused.group()).isEqualTo(Group.UNUSED);
    assertThat(unused.row().identity()).isEqualTo(used.row().identity());
    assertThat(unused.row().disposition()).isEqualTo("retire");
    assertThat(unused.row().place()).isEmpty();
    assertThat(unused.consumer()).isEmpty();
  }

  @Test
  void theAttackerMakesItselfAKeyOfAnotherUserThatIsInNoListAndOutlivesTheLeakedOnes() {
    Leaked by = keys.leaked().get(5);
    Leaked of = keys.leaked().get(3);
    Leaked own = keys.breed(by, of);
    assertThat(own.group()).isEqualTo(Group.STRANGER);
    assertThat(own.row().identity()).isEqualTo(of.row().identity());
    assertThat(keys.leaked()).doesNotContain(own);
    keys.delete(of.row().identity(), of.row().credential());
    try (Watched watched = new Watched(own)) {
      watched.requireBothGetIn();
      keys.delete(own.row().identity(), own.row().credential());
      watched.requireAttackerIsTold(REFUSED);
    }
  }
}
