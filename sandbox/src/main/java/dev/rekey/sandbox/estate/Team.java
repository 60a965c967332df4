// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate;

import java.util.List;

/** Teams that own credentials, and how much these may do: dealt out by number. */
public final class Team {
  private static final List<String> NAMES =
      List.of("billing", "search", "payments", "mobile", "platform", "data", "web");
  private static final List<String> PRIVILEGES = List.of("read", "write", "read", "admin", "write");

  private Team() {}

  /** The team of the so-manieth credential of a part. */
  public static String of(int number) {
    return NAMES.get(number % NAMES.size());
  }

  /** What the so-manieth credential of a part may do, as a list states it. */
  public static String privilege(int number) {
    return PRIVILEGES.get(number % PRIVILEGES.size());
  }
}
