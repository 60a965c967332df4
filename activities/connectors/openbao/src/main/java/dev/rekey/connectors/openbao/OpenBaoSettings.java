// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.spi.Setting;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.SystemName;
import dev.rekey.words.TeamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/**
 * The settings of one server or cluster, read and checked.
 *
 * @param address without a path
 * @param tokenReference the reference of Rekey's own token
 * @param mounts paths of KV engines that have more than one segment
 * @param approleMount the path of the AppRole engine whose secret-ids are rotated
 * @param approleRoles AppRole roles for which the rights are checked
 * @param tokenRoles token roles for which the rights are checked
 * @param endsLoginTokens whether tokens got with a secret-id are ended when it is revoked
 * @param writesPlaces whether Rekey writes places; else people do, and Rekey reads what came of it
 * @param timeout how long one call may take from first to last byte
 */
record OpenBaoSettings(
    SystemName system,
    HttpUrl address,
    String tokenReference,
    Optional<String> namespace,
    List<String> mounts,
    List<String> approleMount,
    List<String> approleRoles,
    List<String> tokenRoles,
    boolean endsLoginTokens,
    boolean writesPlaces,
    Duration timeout) {

  static final List<Setting> SETTINGS =
      List.of(
          new Setting(
              "address",
              true,
              false,
              "Where the server answers, for example https://bao.example.com:8200."),
          new Setting(
              "token",
              true,
              true,
              "Rekey's own token there; a reference such as file:/etc/rekey/openbao-token."),
          new Setting(
              "namespace",
              false,
              false,
              "The namespace that all paths are in, for example team-a."),
          new Setting(
              "mounts",
              false,
              false,
              "KV engines whose mount path has more than one segment, separated by commas, for"
                  + " example team/kv,apps/kv; for every other one the first segment is the mount."),
          new Setting(
              "approle-mount",
              false,
              false,
              "The path of the AppRole engine whose secret-ids are rotated, for example"
                  + " team/approle; approle if not set."),
          new Setting(
              "approle-roles",
              false,
              false,
              "AppRole roles for which a check asks whether Rekey's rights suffice, separated by"
                  + " commas, for example billing,ci."),
          new Setting(
              "token-roles",
              false,
              false,
              "Token roles for which a check asks whether Rekey's rights suffice, separated by"
                  + " commas, for example deploy."),
          new Setting(
              "login-tokens",
              false,
              false,
              "What becomes of tokens got with a secret-id when it is revoked: end (needs to list"
                  + " all tokens), or leave until they expire; end if not set."),
          new Setting(
              "places",
              false,
              false,
              "Who writes the places here: rekey, or by-hand for people, by tasks, while Rekey reads"
                  + " whether they hold what they should; rekey if not set."),
          new Setting(
              "hands",
              false,
              false,
              "With places=by-hand, the team that writes them; else the owner of each credential."),
          new Setting(
              "timeout",
              false,
              false,
              "How long one call may take, in seconds, for example 15s; 15s if not set."));

  private static final Pattern TIMEOUT = Pattern.compile("([1-9][0-9]{0,2})s");
  private static final Pattern HEADER_SAFE = Pattern.compile("[!-~]{1,200}");

  /**
   * Reads the settings of a system.
   *
   * @throws IllegalArgumentException with a line for each wrong setting
   */
  static OpenBaoSettings of(SystemSettings settings) {
    List<String> mistakes = new ArrayList<>();
    HttpUrl address = address(settings.find("address").orElse(""), mistakes);
    String token = settings.find("token").orElse("");
    if (token.isBlank()) {
      mistakes.add(
          "setting 'token' is missing (expected: a reference such as"
              + " file:/etc/rekey/openbao-token)");
    }
    Optional<String> namespace = namespace(settings, mistakes);
    List<String> mounts = mounts(settings.find("mounts").orElse(""), mistakes);
    String approle = settings.find("approle-mount").orElse("approle");
    if (KvPath.segments(approle).isEmpty()) {
      mistakes.add(
          "setting 'approle-mount': '%s' (expected: a path such as approle)".formatted(approle));
    }
    List<String> approleRoles = roles("approle-roles", settings, mistakes);
    List<String> tokenRoles = roles("token-roles", settings, mistakes);
    String loginTokens = settings.find("login-tokens").orElse("end");
    if (!loginTokens.equals("end") && !loginTokens.equals("leave")) {
      mistakes.add("setting 'login-tokens': '%s' (expected: end or leave)".formatted(loginTokens));
    }
    boolean writesPlaces = writesPlaces(settings, mistakes);
    Duration timeout = timeout(settings.find("timeout").orElse("15s"), mistakes);
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(
          String.join(
              "\n",
              mistakes.stream().map(each -> "system " + settings.system() + ": " + each).toList()));
    }
    return new OpenBaoSettings(
        settings.system(),
        address,
        token,
        namespace,
        mounts,
        KvPath.segments(approle),
        approleRoles,
        tokenRoles,
        loginTokens.equals("end"),
        writesPlaces,
        timeout);
  }

  private static Optional<String> namespace(SystemSettings settings, List<String> mistakes) {
    Optional<String> namespace = settings.find("namespace");
    namespace
        .filter(value -> !HEADER_SAFE.matcher(value).matches())
        .ifPresent(value ->
            mistakes.add(
                "setting 'namespace': '%s' (expected: a path such as team-a)".formatted(value)));
    return namespace;
  }

  private static boolean writesPlaces(SystemSettings settings, List<String> mistakes) {
    String places = settings.find("places").orElse("rekey");
    if (!places.equals("rekey") && !places.equals("by-hand")) {
      mistakes.add("setting 'places': '%s' (expected: rekey or by-hand)".formatted(places));
    }
    settings
        .find("hands")
        .ifPresent(team -> {
          try {
            mistakes.addAll(
                new TeamName(team).value().isEmpty()
                    ? List.of("setting 'hands': '' (expected: a team)")
                    : List.of());
          } catch (IllegalArgumentException wrong) {
            mistakes.add("setting 'hands': " + wrong.getMessage());
          }
        });
    return places.equals("rekey");
  }

  private static List<String> roles(
      String setting, SystemSettings settings, List<String> mistakes) {
    String value = settings.find(setting).orElse("");
    List<String> roles =
        value.isBlank() ? List.of() : Stream.of(value.split(",", -1)).map(String::strip).toList();
    roles.stream()
        .filter(role -> !RoleName.isOne(role))
        .forEach(role ->
            mistakes.add(
                "setting '%s': '%s' (expected: names such as billing, separated by commas)"
                    .formatted(setting, role)));
    return roles;
  }

  private static HttpUrl address(String value, List<String> mistakes) {
    HttpUrl url = HttpUrl.parse(value);
    boolean bare =
        url != null
            && url.encodedPath().equals("/")
            && url.query() == null
            && url.fragment() == null
            && url.username().isEmpty()
            && url.password().isEmpty();
    if (url != null && bare && (url.isHttps() || loopback(url.host()))) {
      return url;
    }
    mistakes.add(
        value.isEmpty()
            ? "setting 'address' is missing (expected: https://host[:port])"
            : "setting 'address': '%s' (expected: https://host[:port], or http:// for this"
                    .formatted(value)
                + " machine's own address 127.0.0.1: secrets are never sent in clear over a"
                + " network)");
    return new HttpUrl.Builder().scheme("https").host("invalid").build();
  }

  private static boolean loopback(String host) {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]+){3}");
  }

  private static List<String> mounts(String value, List<String> mistakes) {
    List<String> mounts = new ArrayList<>();
    for (String mount : value.isBlank() ? new String[0] : value.split(",", -1)) {
      String stripped = mount.strip();
      if (KvPath.segments(stripped).isEmpty()) {
        mistakes.add(
            "setting 'mounts': '%s' (expected: paths such as team/kv, separated by commas)"
                .formatted(mount));
      }
      mounts.add(stripped);
    }
    return List.copyOf(mounts);
  }

  private static Duration timeout(String value, List<String> mistakes) {
    Matcher matcher = TIMEOUT.matcher(value);
    if (matcher.matches()) {
      return Duration.ofSeconds(Long.parseLong(matcher.group(1)));
    }
    mistakes.add(
        "setting 'timeout': '%s' (expected: 1s to 999s, for example 15s)".formatted(value));
    return Duration.ofSeconds(15);
  }
}
