// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often a role may be tried in vain.
 *
 * <p>After five refused log-ins with one role-id the server answers 403 to all of that role's
 * log-ins for 15 minutes, those with a good secret-id as well; a log-in that succeeds sets the
 * count back (OpenBao and Vault, "User lockout"; measured with OpenBao 2.7.2). So proving that the
 * old one is dead would shut out the consumers of the new one. One try less than it takes is made,
 * until a good log-in or the time has set the count back.
 */
final class Allowance {

  static final int MOST = 4;
  static final Duration SPAN = Duration.ofMinutes(15);

  private final Clock clock;
  private final Map<String, List<Instant>> refused = new ConcurrentHashMap<>();

  Allowance(Clock clock) {
    this.clock = clock;
  }

  /** Which role it is, without keeping its id. */
  static String role(byte[] roleId) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(roleId));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** How long to wait before this role may be tried; empty if it may be now. */
  Optional<Duration> take(String role) {
    Instant now = clock.instant();
    List<Instant> left =
        refused.getOrDefault(role, List.of()).stream()
            .filter(at -> at.plus(SPAN).isAfter(now))
            .toList();
    return left.size() < MOST
        ? Optional.empty()
        : Optional.of(Duration.between(now, left.getFirst().plus(SPAN)));
  }

  /** It was tried in vain, or may have been. */
  void spent(String role) {
    Instant now = clock.instant();
    refused.merge(
        role,
        List.of(now),
        (before, one) -> {
          List<Instant> all = new ArrayList<>(before);
          all.addAll(one);
          return List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
        });
  }

  /** A log-in of this role succeeded. */
  void reset(String role) {
    refused.remove(role);
  }
}
