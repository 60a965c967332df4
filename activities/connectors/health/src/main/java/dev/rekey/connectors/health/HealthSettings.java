// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.health;

import dev.rekey.spi.Setting;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.HealthCheck;
import dev.rekey.words.SystemName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one system, read and checked.
 *
 * @param hosts whom it may ask, as {@link HealthCheck#host} says them
 * @param internal the internal addresses that may be asked
 * @param authorities who may have signed consumers' certificates; empty for those that Java trusts
 * @param timeout how long one question may take, from the name to the answer's last byte
 */
record HealthSettings(
    SystemName system,
    List<String> hosts,
    List<AddressBlock> internal,
    Optional<Authorities> authorities,
    Duration timeout) {

  static final List<Setting> SETTINGS =
      List.of(
          new Setting(
              "hosts",
              /* required= */ true,
              /* secret= */ false,
              "Whom it may ask, separated by commas, for example"
                  + " shop.example.com,billing.internal:8443; without a port the usual one."),
          new Setting(
              "internal",
              /* required= */ false,
              /* secret= */ false,
              "The internal addresses at which these hosts may stand, as blocks separated by"
                  + " commas, for example 10.20.0.0/16,fd00:1::/64; none if not set."),
          new Setting(
              "root-certificate",
              /* required= */ false,
              /* secret= */ false,
              "The file with the certificates that may have signed these consumers', where its"
                  + " worker runs, for example /etc/rekey/internal-ca.pem; those that Java trusts"
                  + " if not set."),
          new Setting(
              "timeout",
              /* required= */ false,
              /* secret= */ false,
              "How long one question may take, in seconds, for example 3s; 5s if not set."));

  /** Below the silence after which a worker counts as dead. */
  private static final Pattern TIMEOUT = Pattern.compile("([1-8])s");

  private static final Pattern FILE = Pattern.compile("/[^\\p{Cntrl}]{1,500}");

  private static final Pattern HOST =
      Pattern.compile("(?:[a-z0-9.-]{1,253}|\\[[0-9a-f:.]+\\])(?::[0-9]{1,5})?");

  HealthSettings {
    hosts = List.copyOf(hosts);
    internal = List.copyOf(internal);
  }

  /**
   * Reads the settings of a system.
   *
   * @throws IllegalArgumentException with a line for each wrong setting
   */
  static HealthSettings of(SystemSettings settings) {
    List<String> mistakes = new ArrayList<>();
    List<String> hosts = new ArrayList<>();
    parts(settings, "hosts").forEach(host -> addHost(host, hosts, mistakes));
    if (hosts.isEmpty() && mistakes.isEmpty()) {
      mistakes.add("setting 'hosts': none (expected: at least one, such as shop.example.com)");
    }
    List<AddressBlock> internal = new ArrayList<>();
    parts(settings, "internal").forEach(block -> addBlock(block, internal, mistakes));
    Optional<String> file = settings.find("root-certificate");
    file.filter(path -> !FILE.matcher(path).matches())
        .ifPresent(path ->
            mistakes.add(
                ("setting 'root-certificate': '%s' (expected: the whole path of a file, such as"
                        + " /etc/rekey/internal-ca.pem)")
                    .formatted(path)));
    String timeout = settings.find("timeout").orElse("5s");
    Matcher seconds = TIMEOUT.matcher(timeout);
    if (!seconds.matches()) {
      mistakes.add("setting 'timeout': '%s' (expected: 1s to 8s)".formatted(timeout));
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(
          String.join(
              "\n",
              mistakes.stream().map(each -> "system " + settings.system() + ": " + each).toList()));
    }
    return new HealthSettings(
        settings.system(),
        hosts,
        internal,
        file.map(path -> new Authorities(Path.of(path))),
        Duration.ofSeconds(Long.parseLong(seconds.group(1))));
  }

  /** What is wrong with the file of authorities, for people. */
  String says(Authorities.NotUsable notUsable) {
    return "system %s: %s".formatted(system, notUsable.getMessage());
  }

  private static Stream<String> parts(SystemSettings settings, String name) {
    return Stream.of(settings.find(name).orElse("").split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty());
  }

  private static void addHost(String written, List<String> hosts, List<String> mistakes) {
    String host = HOST.matcher(written).matches() ? host(written) : null;
    if (host == null) {
      mistakes.add(
          ("setting 'hosts': '%s' (expected: a host in lower case, with a port where it is not the"
                  + " usual one, such as shop.example.com:8443)")
              .formatted(written));
    } else {
      hosts.add(host);
    }
  }

  /** Null if no check could name it. */
  private static @Nullable String host(String written) {
    try {
      String usual = written.replaceFirst(":(?:443|80)$", "");
      String named = new HealthCheck(new SystemName("any"), "http://" + usual, 200, "", "").host();
      return named.equals(usual) ? usual : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static void addBlock(String written, List<AddressBlock> internal, List<String> mistakes) {
    AddressBlock.parse(written)
        .ifPresentOrElse(
            internal::add,
            () ->
                mistakes.add(
                    ("setting 'internal': '%s' (expected: a block such as 10.20.0.0/16 or"
                            + " fd00:1::/64)")
                        .formatted(written)));
  }
}
