// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static java.util.Objects.requireNonNull;

import dev.rekey.planning.text.Shown;
import dev.rekey.words.SystemName;

/**
 * What a row names of others: a whole system ({@code aws-prod}), identities of one ({@code
 * aws-prod/svc-build}), or what lies at places in one ({@code bao-prod:secret/apps/*}). A {@code *}
 * at the end stands for any characters.
 *
 * @param identity empty if it names none
 * @param location empty if it names none
 */
public record Reference(SystemName system, String identity, String location)
    implements Comparable<Reference> {

  private static final int LONGEST = 500;

  public Reference {
    requireNonNull(system, "system is null");
    if (!identity.isEmpty() && !location.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' and '%s' (expected: an identity or a location)".formatted(identity, location));
    }
  }

  /** All of a system. */
  public static Reference all(SystemName system) {
    return new Reference(system, "", "");
  }

  /**
   * Reads one as people write it.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Reference parse(String text) {
    int end = end(text);
    String rest = end == text.length() ? "" : text.substring(end + 1);
    boolean empty = end < text.length() && rest.isBlank();
    int star = rest.indexOf('*');
    if (empty || rest.length() > LONGEST || (star >= 0 && star < rest.length() - 1)) {
      throw new IllegalArgumentException(
          "'%s' (expected: system, system/identity or system:location, with a * at most at the end)"
              .formatted(Shown.escaped(text, 80)));
    }
    SystemName system = new SystemName(text.substring(0, end));
    boolean place = end < text.length() && text.charAt(end) == ':';
    return new Reference(system, place ? "" : rest, place ? rest : "");
  }

  private static int end(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != ':') {
      end++;
    }
    return end;
  }

  @Override
  public int compareTo(Reference other) {
    return toString().compareTo(other.toString());
  }

  /** As people write it. */
  @Override
  public String toString() {
    return identity.isEmpty()
        ? location.isEmpty() ? system.value() : system + ":" + location
        : system + "/" + identity;
  }
}
