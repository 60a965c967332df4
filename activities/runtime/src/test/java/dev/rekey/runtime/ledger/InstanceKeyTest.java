// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.evidence.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What seals the ledger: old seals hold after a rotation, foreign ones never do. */
@Timeout(30)
class InstanceKeyTest {

  private static final Digest HASH = Digest.ofText("an entry");

  @TempDir private Path folder;

  @Test
  void anOldSealHoldsAfterARotationAndARestart() {
    InstanceKey key = InstanceKey.at(file());
    byte[] old = key.seal(HASH);

    key.rotate();

    assertThat(key.sealed(HASH, old)).isTrue();
    assertThat(key.seal(HASH)).isNotEqualTo(old);
    InstanceKey restarted = InstanceKey.at(file());
    assertThat(restarted.sealed(HASH, old)).isTrue();
    assertThat(restarted.sealed(HASH, key.seal(HASH))).isTrue();
  }

  @Test
  void aSealOfAnotherHashOrAnotherInstanceDoesNotHold() {
    InstanceKey key = InstanceKey.at(file());

    assertThat(key.sealed(Digest.ofText("another"), key.seal(HASH))).isFalse();
    assertThat(key.sealed(HASH, InstanceKey.at(folder.resolve("other")).seal(HASH))).isFalse();
    assertThat(key.sealed(HASH, new byte[0])).isFalse();
  }

  @Test
  void theFileIsReadableByItsOwnerAlone() throws IOException {
    InstanceKey key = InstanceKey.at(file());
    key.rotate();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileThatIsNoKeyIsNamedAndLeftAlone() throws IOException {
    Files.writeString(file(), "not a key");

    assertThatThrownBy(() -> InstanceKey.at(file()))
        .hasMessageContaining(file().toString())
        .hasMessageContaining("expected: a readable Tink keyset");
    assertThat(Files.readString(file())).isEqualTo("not a key");
  }

  private Path file() {
    return folder.resolve("instance.key");
  }
}
