// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.escrow;

import com.google.crypto.tink.Aead;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.RotationId;
import dev.rekey.words.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Values that came in with a list, sealed with the campaign's key and each bound to its row until
 * it is known whose it is; then it is the old value of a rotation, to be tried at the end (P5).
 */
public final class FoundValues {

  /** The part under which a finding's value lies as long as nobody knows what it is made of. */
  public static final String RAW = "raw";

  private static final String SECRET = "secret";
  private static final String ID = "id";

  private final JdbcClient jdbc;
  private final EscrowKeys keys;
  private final Escrow escrow;
  private final Clock clock;

  public FoundValues(JdbcClient jdbc, EscrowKeys keys, Escrow escrow, Clock clock) {
    this.jdbc = jdbc;
    this.keys = keys;
    this.escrow = escrow;
    this.clock = clock;
  }

  /**
   * Seals a value under the row that it came with.
   *
   * @return the value's fingerprint, the same for the same value in this campaign and no other
   */
  public String keep(CampaignName campaign, String row, CredentialValue value) {
    byte[] plain = SealedParts.encode(value);
    try {
      jdbc.sql(
              "insert into found_value (campaign, source_row, sealed, sealed_at)"
                  + " values (:campaign, :row, :sealed, :at)")
          .param("campaign", campaign.value())
          .param("row", row)
          .param("sealed", keys.forSealing(campaign).encrypt(plain, name(campaign, row)))
          .param("at", Timestamp.from(clock.instant()))
          .update();
      return fingerprint(campaign, value);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the escrow cannot seal: " + impossible.getMessage());
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** The rows under which values lie. */
  public Set<String> rows(CampaignName campaign) {
    return new LinkedHashSet<>(
        jdbc.sql(
                "select source_row from found_value where campaign = :campaign order by source_row")
            .param("campaign", campaign.value())
            .query(String.class)
            .list());
  }

  /**
   * Makes the value under a row the old one of a rotation, unless that holds one already; it stays
   * where it is while its parts cannot be told.
   *
   * @param parts those of the credential's kind
   */
  public void handOver(RotationId rotation, String row, List<String> parts) {
    try (CredentialValue raw = open(rotation.campaign(), row).orElse(null);
        CredentialValue value =
            raw == null ? null : inParts(raw, rotation.credential(), parts).orElse(null)) {
      if (value == null) {
        return;
      }
      try (CredentialValue held =
          escrow.open(rotation, Escrow.Role.OLD, rotation.credential()).orElse(null)) {
        if (held == null) {
          escrow.seal(rotation, Escrow.Role.OLD, rotation.credential(), value);
        }
      }
      forget(rotation.campaign(), row);
    }
  }

  /** Deletes the value under a row, if there is one. */
  public void forget(CampaignName campaign, String row) {
    jdbc.sql("delete from found_value where campaign = :campaign and source_row = :row")
        .param("campaign", campaign.value())
        .param("row", row)
        .update();
  }

  private Optional<CredentialValue> open(CampaignName campaign, String row) {
    Optional<Aead> key = keys.forOpening(campaign);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    return jdbc.sql(
            "select sealed from found_value where campaign = :campaign and source_row = :row")
        .param("campaign", campaign.value())
        .param("row", row)
        .query((found, _) -> found.getBytes("sealed"))
        .optional()
        .map(sealed -> unseal(key.get(), sealed, campaign, row));
  }

  private static CredentialValue unseal(
      Aead key, byte[] sealed, CampaignName campaign, String row) {
    try {
      byte[] plain = key.decrypt(sealed, name(campaign, row));
      try {
        return SealedParts.decode(plain);
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    } catch (GeneralSecurityException foreign) {
      throw new TamperedEscrow(
          "value found with %s: does not open (expected: a row sealed there with the key of %s)"
              .formatted(row, campaign));
    }
  }

  /** The same value in the parts of its kind; empty if it cannot be told which is which. */
  private static Optional<CredentialValue> inParts(
      CredentialValue found, CredentialId credential, List<String> parts) {
    if (found.names().equals(Set.copyOf(parts))) {
      boolean another = found.names().contains(ID) && !found.says(ID, credential.value());
      return another ? Optional.empty() : Optional.of(copy(found));
    }
    return parts.size() == 1 && found.names().contains(RAW)
        ? Optional.of(CredentialValue.taking(Map.of(parts.getFirst(), found.part(RAW).copy())))
        : Optional.empty();
  }

  private static CredentialValue copy(CredentialValue value) {
    Map<String, Secret> parts = new LinkedHashMap<>();
    value.names().forEach(name -> parts.put(name, value.part(name).copy()));
    return CredentialValue.taking(parts);
  }

  /** Keyed, so that nobody who sees it can try out what the value may be. */
  private String fingerprint(CampaignName campaign, CredentialValue value) {
    String part = value.names().contains(SECRET) ? SECRET : value.names().iterator().next();
    byte[] tag = value.part(part).open(bytes -> keys.fingerprint(campaign, bytes));
    return HexFormat.of().formatHex(tag);
  }

  /** What a sealed row is bound to, so that rows cannot be swapped. */
  private static byte[] name(CampaignName campaign, String row) {
    return "rekey/found/v1|%s|%s".formatted(campaign, row).getBytes(StandardCharsets.UTF_8);
  }
}
