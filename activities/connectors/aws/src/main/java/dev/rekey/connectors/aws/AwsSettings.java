// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import dev.rekey.spi.Setting;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.SystemName;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of one AWS account, read and checked.
 *
 * @param endpoint where IAM and STS answer, if not at AWS
 * @param credentials reference of Rekey's own access key
 * @param account the account that Rekey's own key must belong to
 * @param users the users whose keys Rekey may touch, as AWS writes them in an ARN
 * @param timeout how long one call may take from first to last byte
 */
record AwsSettings(
    SystemName system,
    Optional<URI> endpoint,
    String region,
    String credentials,
    Optional<String> account,
    String users,
    Duration timeout) {

  static final List<Setting> SETTINGS =
      List.of(
          new Setting(
              "credentials",
              true,
              true,
              "Rekey's own access key in this account, one JSON object {\"id\": …, \"secret\": …};"
                  + " a reference such as file:/etc/rekey/aws-prod.json."),
          new Setting(
              "account",
              false,
              false,
              "The account that this key must belong to, 12 digits, for example 123456789012; with"
                  + " any other account nothing is done."),
          new Setting(
              "region",
              false,
              false,
              "The region whose STS is asked, and where places are, for example eu-central-1;"
                  + " us-east-1 if not set."),
          new Setting(
              "users",
              false,
              false,
              "The users whose keys Rekey may touch, for example apps/*; * (all) if not set. Used"
                  + " only to check rights."),
          new Setting(
              "endpoint",
              false,
              false,
              "Where all services answer instead of AWS, for sandboxes, for example"
                  + " http://127.0.0.1:5000."),
          new Setting(
              "timeout",
              false,
              false,
              "How long one call may take, in seconds, for example 20s; 20s if not set."));

  private static final Pattern REGION = Pattern.compile("[a-z]{2,3}(-[a-z]+)+-[1-9][0-9]?");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern USERS = Pattern.compile("[A-Za-z0-9+=,.@_/*-]{1,500}");
  private static final Pattern TIMEOUT = Pattern.compile("([1-9][0-9]{0,2})s");

  /**
   * Reads the settings of a system.
   *
   * @throws IllegalArgumentException with a line for each wrong setting
   */
  static AwsSettings of(SystemSettings settings) {
    List<String> mistakes = new ArrayList<>();
    String credentials = settings.find("credentials").orElse("");
    if (credentials.isBlank()) {
      mistakes.add(
          "setting 'credentials' is missing (expected: a reference such as"
              + " file:/etc/rekey/aws.json)");
    }
    Optional<URI> endpoint = settings.find("endpoint").flatMap(value -> endpoint(value, mistakes));
    String region =
        matching(settings, "region", "us-east-1", REGION, "a region such as us-east-1", mistakes);
    String account =
        matching(settings, "account", "", ACCOUNT, "12 digits such as 123456789012", mistakes);
    String users =
        matching(settings, "users", "*", USERS, "a user's path and name such as apps/*", mistakes);
    String timeout =
        matching(settings, "timeout", "20s", TIMEOUT, "1s to 999s, for example 20s", mistakes);
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(
          String.join(
              "\n",
              mistakes.stream().map(each -> "system " + settings.system() + ": " + each).toList()));
    }
    return new AwsSettings(
        settings.system(),
        endpoint,
        region,
        credentials,
        Optional.of(account).filter(value -> !value.isEmpty()),
        users,
        seconds(timeout));
  }

  private static String matching(
      SystemSettings settings,
      String name,
      String otherwise,
      Pattern pattern,
      String expected,
      List<String> mistakes) {
    Optional<String> value = settings.find(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (!pattern.matcher(value.get()).matches()) {
      mistakes.add("setting '%s': '%s' (expected: %s)".formatted(name, value.get(), expected));
    }
    return value.get();
  }

  private static Duration seconds(String timeout) {
    Matcher matcher = TIMEOUT.matcher(timeout);
    return matcher.matches()
        ? Duration.ofSeconds(Long.parseLong(matcher.group(1)))
        : Duration.ofSeconds(20);
  }

  private static Optional<URI> endpoint(String value, List<String> mistakes) {
    try {
      URI uri = new URI(value);
      if (bare(uri) && ("https".equals(uri.getScheme()) || plainLoopback(uri))) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException e) {
      // Said below, in the same words as for every other wrong address.
    }
    mistakes.add(
        "setting 'endpoint': '%s' (expected: https://host[:port], or http:// for this machine's own"
                .formatted(value)
            + " address 127.0.0.1: keys are never sent in clear over a network)");
    return Optional.empty();
  }

  private static boolean bare(URI uri) {
    String path = uri.getRawPath();
    return uri.getHost() != null
        && uri.getRawUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null
        && (path == null || path.isEmpty() || path.equals("/"));
  }

  private static boolean plainLoopback(URI uri) {
    String host = uri.getHost();
    return "http".equals(uri.getScheme())
        && (host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]+){3}"));
  }
}
