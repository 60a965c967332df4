// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import dev.rekey.words.CredentialValue;
import dev.rekey.words.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns TruffleHog's findings into rows (its JSON output, one object a finding: {@code
 * DetectorName}, {@code Raw}, {@code RawV2}, {@code Redacted}, {@code Verified}, {@code ExtraData},
 * {@code SourceMetadata}).
 *
 * <p>Its {@code Raw} and {@code RawV2} hold values. Of AWS, {@code Raw} is the key's id, which is
 * public, and {@code RawV2} the id and the secret, with or without a colon between (its source,
 * pkg/detectors/aws); of all others {@code Raw} is the value. Values leave here as secrets only. A
 * finding without an id stays as an unresolved row, with where it was found.
 */
final class TruffleHog {

  /** The id of an AWS access key, which is no secret. */
  static final Pattern AWS_ID = Pattern.compile("\\b(?:AKIA|ASIA)[A-Z2-7]{16}\\b");

  private static final Pattern ARN_USER =
      Pattern.compile("^arn:[a-z-]+:iam::\\d+:user/(?:.*/)?([^/]+)$");
  private static final String RAW = "Raw";
  private static final String RAW_V2 = "RawV2";
  private static final String AWS_KIND = "iam-access-key";

  /** Where SourceMetadata may say where it stood, in the order in which people look. */
  private static final List<String> WHERE =
      List.of("repository", "bucket", "image", "file", "commit", "line", "link");

  private TruffleHog() {}

  static boolean recognises(List<JsonItems.Item> items) {
    return items.stream()
        .filter(item -> item.wrong().isEmpty())
        .anyMatch(item ->
            item.cells().containsKey("DetectorName")
                && item.cells().keySet().stream()
                    .anyMatch(key -> key.startsWith("SourceMetadata")));
  }

  /** The findings as cells under the columns' own names; nothing of a value is left in them. */
  static List<JsonItems.Item> rows(List<JsonItems.Item> items) {
    return items.stream()
        .map(item ->
            item.wrong().isEmpty()
                ? new JsonItems.Item(item.number(), row(item.cells()), "")
                : item)
        .toList();
  }

  /** What was found, by the number of its row; an AWS key's in its parts, all else as it is. */
  static Map<Integer, CredentialValue> values(List<JsonItems.Item> findings) {
    Map<Integer, CredentialValue> values = new LinkedHashMap<>();
    for (JsonItems.Item finding : findings) {
      String found = found(finding.cells());
      if (found.isEmpty()) {
        continue;
      }
      Map<String, Secret> parts = new LinkedHashMap<>();
      if (ofAws(finding.cells())) {
        parts.put("id", secret(id(finding.cells())));
        parts.put("secret", secret(found));
      } else {
        parts.put("raw", secret(found));
      }
      values.put(finding.number(), CredentialValue.taking(parts));
    }
    return values;
  }

  private static Secret secret(String text) {
    return Secret.taking(text.toCharArray());
  }

  private static boolean ofAws(Map<String, String> finding) {
    return finding.getOrDefault("DetectorName", "").equalsIgnoreCase("AWS");
  }

  /** The value itself; of an AWS key what RawV2 has beside the id, if that can be told. */
  private static String found(Map<String, String> finding) {
    if (!ofAws(finding)) {
      return finding.getOrDefault(RAW, "");
    }
    String id = id(finding);
    String both = finding.getOrDefault(RAW_V2, "");
    if (id.isEmpty() || !both.startsWith(id)) {
      return "";
    }
    String rest = both.substring(id.length());
    return rest.startsWith(":") ? rest.substring(1) : rest;
  }

  private static Map<String, String> row(Map<String, String> finding) {
    String detector = finding.getOrDefault("DetectorName", "");
    String kind = ofAws(finding) ? AWS_KIND : detector.toLowerCase(Locale.ROOT);
    Map<String, String> cells = new LinkedHashMap<>();
    Column.titles().forEach(title -> cells.put(title, ""));
    cells.put(Column.KIND.title(), kind);
    if (kind.equals(AWS_KIND)) {
      cells.put(Column.CREDENTIAL_ID.title(), id(finding));
      cells.put(Column.IDENTITY.title(), user(finding));
    }
    cells.put(Column.EXPOSURE.title(), exposure(detector, finding));
    return cells;
  }

  private static String id(Map<String, String> finding) {
    return Stream.of("Redacted", RAW, RAW_V2)
        .map(key -> AWS_ID.matcher(finding.getOrDefault(key, "")))
        .filter(Matcher::find)
        .map(Matcher::group)
        .findFirst()
        .orElse("");
  }

  private static String user(Map<String, String> finding) {
    Matcher arn = ARN_USER.matcher(finding.getOrDefault("ExtraData.arn", ""));
    return arn.matches() ? arn.group(1) : "";
  }

  /** A link or a file's name may hold the very value that was found. */
  private static String without(String where, Map<String, String> finding) {
    String shown = where;
    for (String value :
        List.of(finding.getOrDefault(RAW_V2, ""), found(finding), finding.getOrDefault(RAW, ""))) {
      if (value.length() > 3 && !AWS_ID.matcher(value).matches()) {
        shown = shown.replace(value, "[hidden]");
      }
    }
    return shown;
  }

  private static String exposure(String detector, Map<String, String> finding) {
    String where =
        WHERE.stream()
            .flatMap(wanted ->
                finding.entrySet().stream()
                    .filter(cell -> cell.getKey().startsWith("SourceMetadata."))
                    .filter(cell -> cell.getKey().endsWith("." + wanted))
                    .map(Map.Entry::getValue)
                    .filter(value -> !value.isEmpty()))
            .map(value -> SecretLookalike.hidden(without(value, finding)))
            .collect(Collectors.joining(" "));
    String verified =
        finding.getOrDefault("Verified", "").equals("true") ? "seen alive" : "not seen alive";
    return "found by TruffleHog (%s, %s) in %s".formatted(detector, verified, where);
  }
}
