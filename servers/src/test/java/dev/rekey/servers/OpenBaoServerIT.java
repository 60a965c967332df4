// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class OpenBaoServerIT {
  @TempDir Path state;

  @Test
  void keepsItsContentAndOpensAgainWhenItIsKilled() throws Exception {
    try (OpenBaoServer first = OpenBaoServer.start(state)) {
      assertThat(write(first, "CANARY-kept").status()).isEqualTo(200);
      first.kill();

      try (OpenBaoServer second = OpenBaoServer.start(state)) {
        assertThat(second.address()).isEqualTo(first.address());
        assertThat(read(second).text()).contains("CANARY-kept");
      }
    }
  }

  @Test
  void isTakenOverByTheNextRunAndOpenedIfItIsSealed() throws Exception {
    OpenBaoServer first = OpenBaoServer.start(state);
    write(first, "CANARY-sealed");
    first.seal();
    assertThat(read(first).status()).isEqualTo(503);

    try (OpenBaoServer second = OpenBaoServer.start(state)) {
      assertThat(second.process().pid()).isEqualTo(first.process().pid());
      assertThat(read(second).text()).contains("CANARY-sealed");
      second.seal();
      second.unseal();
      assertThat(read(second).status()).isEqualTo(200);
    }
  }

  @Test
  void keepsItsKeysToItself() throws Exception {
    try (OpenBaoServer server = OpenBaoServer.start(state)) {
      assertThat(Files.getPosixFilePermissions(server.rootTokenFile()))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      assertThat(
              LoopbackHttp.get(server.address().resolve("/v1/secret/data/app"), Map.of()).status())
          .isEqualTo(403);
    }
  }

  @Test
  void startsAnewWhenACrashCameBeforeTheKeysWereKept() throws Exception {
    try (OpenBaoServer first = OpenBaoServer.start(state)) {
      Files.delete(state.resolve("openbao/unseal-key"));

      try (OpenBaoServer second = OpenBaoServer.start(state)) {
        assertThat(first.isAlive()).isFalse();
        assertThat(write(second, "CANARY-anew").status()).isEqualTo(200);
      }
    }
    try (var files = Files.list(state.resolve("openbao"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("data.without-keys-"));
    }
  }

  private static LoopbackHttp.Response write(OpenBaoServer server, String value)
      throws IOException {
    byte[] body = "{\"data\":{\"value\":\"%s\"}}".formatted(value).getBytes(StandardCharsets.UTF_8);
    return LoopbackHttp.send(
        "POST", server.address().resolve("/v1/secret/data/app"), token(server), body);
  }

  private static LoopbackHttp.Response read(OpenBaoServer server) throws IOException {
    return LoopbackHttp.get(server.address().resolve("/v1/secret/data/app"), token(server));
  }

  private static Map<String, String> token(OpenBaoServer server) throws IOException {
    return Map.of("X-Vault-Token", Files.readString(server.rootTokenFile()));
  }
}
