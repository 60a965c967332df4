// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import dev.rekey.words.Kind;
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
 * <p>Its {@code Raw} and {@code RawV2} hold values: they are looked at for an id that is public by
 * nature (an AWS key's id), and dropped. A finding without one stays as an unresolved row, with
 * where it was found.
 */
final class TruffleHog {

  /** The id of an AWS access key, which is no secret. */
  static final Pattern AWS_ID = Pattern.compile("\\b(?:AKIA|ASIA)[A-Z2-7]{16}\\b");

  private static final Pattern ARN_USER =
      Pattern.compile("^arn:[a-z-]+:iam::\\d+:user/(?:.*/)?([^/]+)$");
  private static final String AWS_KIND = "iam-access-key";

  /** Where SourceMetadata may say where it stood, in the order in which people look. */
  private static final List<String> WHERE =
      List.of("repository", "bucket", "image", "file", "commit", "line", "link");

  private final KnownSystems systems;

  TruffleHog(KnownSystems systems) {
    this.systems = systems;
  }

  static boolean recognises(List<JsonItems.Item> items) {
    return items.stream()
        .filter(item -> item.wrong().isEmpty())
        .anyMatch(item ->
            item.cells().containsKey("DetectorName")
                && item.cells().keySet().stream()
                    .anyMatch(key -> key.startsWith("SourceMetadata")));
  }

  /** The findings as cells under the columns' own names; nothing of a value is left in them. */
  List<JsonItems.Item> rows(List<JsonItems.Item> items) {
    return items.stream()
        .map(item ->
            item.wrong().isEmpty()
                ? new JsonItems.Item(item.number(), row(item.cells()), "")
                : item)
        .toList();
  }

  private Map<String, String> row(Map<String, String> finding) {
    String detector = finding.getOrDefault("DetectorName", "");
    String kind = detector.equalsIgnoreCase("AWS") ? AWS_KIND : detector.toLowerCase(Locale.ROOT);
    Map<String, String> cells = new LinkedHashMap<>();
    Column.titles().forEach(title -> cells.put(title, ""));
    cells.put(Column.SYSTEM.title(), system(kind));
    cells.put(Column.KIND.title(), kind);
    if (kind.equals(AWS_KIND)) {
      cells.put(Column.CREDENTIAL_ID.title(), id(finding));
      cells.put(Column.IDENTITY.title(), user(finding));
    }
    cells.put(Column.EXPOSURE.title(), exposure(detector, finding));
    return cells;
  }

  /** The one system that accepts this kind; nothing if none or several do. */
  private String system(String kind) {
    List<String> accepting =
        systems.systems().values().stream()
            .filter(
                system -> system.kinds().keySet().stream().map(Kind::value).anyMatch(kind::equals))
            .map(system -> system.name().value())
            .toList();
    return accepting.size() == 1 ? accepting.getFirst() : "";
  }

  private static String id(Map<String, String> finding) {
    return Stream.of("Redacted", "Raw", "RawV2")
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

  private static String exposure(String detector, Map<String, String> finding) {
    String where =
        WHERE.stream()
            .flatMap(wanted ->
                finding.entrySet().stream()
                    .filter(cell -> cell.getKey().startsWith("SourceMetadata."))
                    .filter(cell -> cell.getKey().endsWith("." + wanted))
                    .map(Map.Entry::getValue)
                    .filter(value -> !value.isEmpty()))
            .map(SecretLookalike::hidden)
            .collect(Collectors.joining(" "));
    String verified =
        finding.getOrDefault("Verified", "").equals("true") ? "seen alive" : "not seen alive";
    return "found by TruffleHog (%s, %s) in %s".formatted(detector, verified, where);
  }
}
