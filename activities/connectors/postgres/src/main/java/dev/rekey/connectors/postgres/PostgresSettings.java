// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import dev.rekey.spi.Setting;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.SystemName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of one server, read and checked.
 *
 * @param role Rekey's own
 * @param passwordReference the reference of its password
 * @param sslmode as libpq names it
 * @param rootCertificate the file of those who may sign the server's certificate; empty for those
 *     that Java trusts
 * @param timeout how long connecting, and then each answer, may take
 */
record PostgresSettings(
    SystemName system,
    String host,
    int port,
    String database,
    String role,
    String passwordReference,
    String sslmode,
    Optional<String> rootCertificate,
    Duration timeout) {

  static final List<Setting> SETTINGS =
      List.of(
          new Setting(
              "host",
              true,
              false,
              "Where the server answers, not a pooler before it, for example db.example.com."),
          new Setting("port", false, false, "Its port; 5432 if not set."),
          new Setting(
              "database",
              false,
              false,
              "The database that Rekey and its probes connect to; postgres if not set."),
          new Setting(
              "role", true, false, "Rekey's own role there, another than those it rotates."),
          new Setting(
              "password",
              true,
              true,
              "The password of Rekey's own role; a reference such as"
                  + " file:/etc/rekey/billing-db-password."),
          new Setting(
              "sslmode",
              false,
              false,
              "verify-full (if not set), verify-ca or require; disable only for this machine's own"
                  + " address 127.0.0.1, where it is what is meant if not set."),
          new Setting(
              "root-certificate",
              false,
              false,
              "The file with the certificates that may have signed the server's; those that Java"
                  + " trusts if not set."),
          new Setting(
              "timeout",
              false,
              false,
              "How long one answer may take, in seconds, for example 10s; 10s if not set."));

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{2,45}\\]");
  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
  private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,63}");
  private static final Pattern SSLMODE = Pattern.compile("disable|require|verify-ca|verify-full");
  private static final Pattern FILE = Pattern.compile("/[^\\p{Cntrl}]{1,500}");
  private static final Pattern TIMEOUT = Pattern.compile("[1-9][0-9]{0,2}s");

  /**
   * Reads the settings of a system.
   *
   * @throws IllegalArgumentException with a line for each wrong setting
   */
  static PostgresSettings of(SystemSettings settings) {
    Reader read = new Reader(settings, new ArrayList<>());
    String host = read.text("host", "", HOST, "a host such as db.example.com or [2001:db8::1]");
    boolean here = loopback(host);
    String port = read.text("port", "5432", PORT, "1 to 65535");
    String database = read.text("database", "postgres", NAME, "1 to 63 characters");
    String role = read.text("role", "", NAME, "Rekey's own role, 1 to 63 characters");
    String passwordReference = settings.find("password").orElse("");
    if (passwordReference.isBlank()) {
      read.mistake(
          "setting 'password' is missing (expected: a reference such as"
              + " file:/etc/rekey/db-password)");
    }
    String sslmode =
        read.text(
            "sslmode",
            here ? "disable" : "verify-full",
            SSLMODE,
            "verify-full, verify-ca, require or disable");
    if (sslmode.equals("disable") && !here) {
      read.mistake(
          "setting 'sslmode': 'disable' for %s (expected: verify-full, verify-ca or require; a"
                  .formatted(host)
              + " verifier is never sent in clear over a network)");
    }
    String certificate = read.text("root-certificate", "", FILE, "the path of a file");
    String timeout = read.text("timeout", "10s", TIMEOUT, "1s to 999s, for example 10s");
    if (Integer.parseInt(port) > 65_535) {
      read.mistake("setting 'port': '%s' (expected: 1 to 65535)".formatted(port));
    }
    read.refuse();
    return new PostgresSettings(
        settings.system(),
        host,
        Integer.parseInt(port),
        database,
        role,
        passwordReference,
        sslmode,
        Optional.of(certificate).filter(file -> !file.isEmpty()),
        Duration.ofSeconds(Long.parseLong(timeout.substring(0, timeout.length() - 1))));
  }

  private static boolean loopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]+){3}");
  }

  /** Reads setting after setting and gathers what is wrong with them. */
  private record Reader(SystemSettings settings, List<String> mistakes) {

    /** Returns {@code otherwise} for a setting that is absent, or wrong, which is a mistake. */
    String text(String name, String otherwise, Pattern pattern, String expected) {
      Optional<String> value = settings.find(name);
      boolean required =
          SETTINGS.stream().anyMatch(each -> each.name().equals(name) && each.required());
      if (value.isEmpty() && required) {
        mistake("setting '%s' is missing (expected: %s)".formatted(name, expected));
      }
      if (value.isPresent() && !pattern.matcher(value.get()).matches()) {
        mistake("setting '%s': '%s' (expected: %s)".formatted(name, value.get(), expected));
        return otherwise;
      }
      return value.orElse(otherwise);
    }

    void mistake(String text) {
      mistakes.add("system %s: %s".formatted(settings.system(), text));
    }

    void refuse() {
      if (!mistakes.isEmpty()) {
        throw new IllegalArgumentException(String.join("\n", mistakes));
      }
    }
  }
}
