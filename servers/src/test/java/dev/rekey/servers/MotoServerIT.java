// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class MotoServerIT {
  @TempDir Path state;

  @Test
  void checksKeysOnceItsAdministratorIsMade() throws Exception {
    try (MotoServer moto = MotoServer.start(state)) {
      assertThat(Files.getPosixFilePermissions(moto.adminKeyFile()))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      assertThat(Files.readString(moto.adminKeyFile()))
          .matches("\\{\"id\":\"AKIA[A-Z0-9]+\",\"secret\":\"[^\"]+\"}");

      LoopbackHttp.Response answer = listUsersAsAnybody(moto);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.text()).contains("InvalidClientTokenId");
    }
  }

  @Test
  void isTakenOverFrozenOrNotWithTheSameAdministrator() throws Exception {
    MotoServer first = MotoServer.start(state);
    String key = Files.readString(first.adminKeyFile());
    first.process().freeze();

    try (MotoServer second = MotoServer.start(state)) {
      assertThat(second.process().pid()).isEqualTo(first.process().pid());
      assertThat(Files.readString(second.adminKeyFile())).isEqualTo(key);
      assertThat(listUsersAsAnybody(second).status()).isEqualTo(403);
    }
  }

  @Test
  void getsANewAdministratorWhenItDied() throws Exception {
    MotoServer first = MotoServer.start(state);
    String key = Files.readString(first.adminKeyFile());
    first.kill();

    try (MotoServer second = MotoServer.start(state)) {
      assertThat(second.address()).isEqualTo(first.address());
      assertThat(Files.readString(second.adminKeyFile())).isNotEqualTo(key);
    }
  }

  @Test
  void answersNothingWhileItIsFrozen() throws Exception {
    try (MotoServer moto = MotoServer.start(state)) {
      moto.process().freeze();
      CompletableFuture<Integer> answer =
          CompletableFuture.supplyAsync(() -> listUsersAsAnybody(moto).status());
      assertThat(answer.completeOnTimeout(0, 500, TimeUnit.MILLISECONDS).get()).isZero();

      moto.process().thaw();
      assertThat(
              Waiting.until(Duration.ofSeconds(10), () -> listUsersAsAnybody(moto).status() == 403))
          .isTrue();
    }
  }

  private static LoopbackHttp.Response listUsersAsAnybody(MotoServer moto) {
    try {
      return LoopbackHttp.send(
          "POST",
          moto.address(),
          Map.of(
              "Authorization",
              "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/iam/aws4_request,"
                  + " SignedHeaders=host, Signature=0"),
          "Action=ListUsers&Version=2010-05-08".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError("moto did not answer", e);
    }
  }
}
