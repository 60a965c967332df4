// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.escrow;

import com.google.crypto.tink.Aead;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.RotationId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows in PostgreSQL, encrypted with the campaign's key; each bound to its own name. */
public final class EmbeddedEscrow implements Escrow {

  private final JdbcClient jdbc;
  private final EscrowKeys keys;
  private final Clock clock;

  public EmbeddedEscrow(JdbcClient jdbc, EscrowKeys keys, Clock clock) {
    this.jdbc = jdbc;
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public void seal(RotationId rotation, Role role, CredentialId credential, CredentialValue value) {
    byte[] plain = SealedParts.encode(value);
    try {
      byte[] sealed =
          keys.forSealing(rotation.campaign()).encrypt(plain, name(rotation, role, credential));
      jdbc.sql(
              "insert into escrow (rotation, role, credential, sealed, sealed_at)"
                  + " values (:rotation, :role, :credential, :sealed, :at)"
                  + " on conflict (rotation, role, credential)"
                  + " do update set sealed = :sealed, sealed_at = :at")
          .param("rotation", rotation.toString())
          .param("role", role.name())
          .param("credential", credential.value())
          .param("sealed", sealed)
          .param("at", Timestamp.from(clock.instant()))
          .update();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the escrow cannot seal: " + impossible.getMessage());
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  @Override
  public Optional<CredentialValue> open(RotationId rotation, Role role, CredentialId credential) {
    Optional<Aead> key = keys.forOpening(rotation.campaign());
    if (key.isEmpty()) {
      return Optional.empty();
    }
    return jdbc.sql(
            "select sealed from escrow where rotation = :rotation and role = :role"
                + " and credential = :credential")
        .param("rotation", rotation.toString())
        .param("role", role.name())
        .param("credential", credential.value())
        .query((row, _) -> row.getBytes("sealed"))
        .optional()
        .map(sealed -> unseal(key.get(), sealed, rotation, role, credential));
  }

  private static CredentialValue unseal(
      Aead key, byte[] sealed, RotationId rotation, Role role, CredentialId credential) {
    try {
      byte[] plain = key.decrypt(sealed, name(rotation, role, credential));
      try {
        return SealedParts.decode(plain);
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    } catch (GeneralSecurityException foreign) {
      throw new TamperedEscrow(
          ("escrow of %s, %s %s: does not open (expected: a row sealed there with this campaign's"
                  + " key)")
              .formatted(rotation, role, credential));
    }
  }

  @Override
  public int delete(RotationId rotation) {
    return jdbc.sql("delete from escrow where rotation = :rotation")
        .param("rotation", rotation.toString())
        .update();
  }

  @Override
  public void shred(CampaignName campaign) {
    keys.destroy(campaign);
    jdbc.sql("delete from escrow where starts_with(rotation, :prefix)")
        .param("prefix", campaign + "/")
        .update();
    jdbc.sql("delete from found_value where campaign = :campaign")
        .param("campaign", campaign.value())
        .update();
  }

  /** What a sealed row is bound to, so that rows cannot be swapped. */
  private static byte[] name(RotationId rotation, Role role, CredentialId credential) {
    return "rekey/escrow/v1|%s|%s|%s"
        .formatted(rotation, role, credential)
        .getBytes(StandardCharsets.UTF_8);
  }
}
