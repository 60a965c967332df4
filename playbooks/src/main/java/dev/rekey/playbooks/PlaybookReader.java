// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import dev.rekey.planning.ApprovalRule;
import dev.rekey.planning.BrakeRule;
import dev.rekey.planning.DeadlineRule;
import dev.rekey.planning.Playbook;
import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.playbooks.yaml.YamlEntry;
import dev.rekey.playbooks.yaml.YamlFile;
import dev.rekey.playbooks.yaml.YamlMap;
import dev.rekey.playbooks.yaml.YamlText;
import dev.rekey.words.Kind;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles a playbook. {@code playbook} and {@code for} must be there; whatever else is left out is
 * as in {@link dev.rekey.planning.Pace#usual()}. The file in the library shows all keys.
 */
public final class PlaybookReader {

  private static final int USUAL_CANARY = 3;

  private static final Pattern BRAKE = Pattern.compile("([0-9]{1,3})% of at least ([0-9]{1,6})");
  private static final Pattern PART = Pattern.compile("[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?");

  private final YamlMap root;

  private PlaybookReader(YamlMap root) {
    this.root = root;
  }

  /**
   * Reads a playbook. Never throws for what is in it.
   *
   * @param file the file's name, as mistakes cite it
   */
  public static Reading<Playbook> read(String file, byte[] content) {
    YamlFile yaml = YamlFile.read(file, content);
    Draft draft = new PlaybookReader(yaml.root()).draft();
    // What holds of some credentials only is read for its mistakes; see cases().
    CasesReader.read(yaml.root(), draft.approval(), draft.pace(), draft.deadline());
    return yaml.reading(draft::playbook);
  }

  /**
   * Reads what a sound playbook says of some credentials only.
   *
   * @throws IllegalArgumentException if the playbook has mistakes
   */
  static List<PlaybookCase> cases(String file, byte[] content) {
    YamlFile yaml = YamlFile.read(file, content);
    Draft draft = new PlaybookReader(yaml.root()).draft();
    List<CasesReader.Draft> cases =
        CasesReader.read(yaml.root(), draft.approval(), draft.pace(), draft.deadline());
    return switch (yaml.reading(() -> cases.stream().map(CasesReader.Draft::whole).toList())) {
      case Reading.Read<List<PlaybookCase>>(List<PlaybookCase> read) -> read;
      case Reading.Wrong<List<PlaybookCase>>(var mistakes) ->
          throw new IllegalArgumentException(mistakes.toString());
    };
  }

  /** What was read so far; whole only if no mistake was told. */
  private record Draft(
      Optional<String> name,
      Optional<String> connector,
      Optional<Kind> kind,
      ApprovalRule approval,
      Waves waves,
      PaceDraft pace,
      SortedMap<String, String> selectors,
      int quorum,
      DeadlineRule deadline) {

    Playbook playbook() {
      return new Playbook(
          name.orElseThrow(),
          connector.orElseThrow(),
          kind.orElseThrow(),
          approval,
          waves.canary(),
          waves.size(),
          pace.pace(),
          waves.brake(),
          selectors,
          quorum,
          deadline);
    }
  }

  private record Waves(int canary, int size, BrakeRule brake) {}

  private Draft draft() {
    root.require("playbook", "for");
    Deadline.read(root);
    Optional<YamlMap> target = root.map("for");
    target.ifPresent(map -> map.require("connector", "kind"));
    return new Draft(
        root.label("playbook"),
        target.flatMap(map -> map.label("connector")),
        target.flatMap(map -> map.label("kind")).map(Kind::new),
        root.oneOf("approve", ApprovalRule.class).orElse(ApprovalRule.ADMIN),
        waves(),
        PaceDraft.read(root),
        selectors(),
        root.integer("quorum", 1, Playbook.LARGEST_QUORUM).orElse(1),
        Deadline.rule(root));
  }

  private Waves waves() {
    Optional<YamlMap> waves = root.map("waves");
    int size =
        waves
            .flatMap(map -> map.integer("size", 1, Playbook.LARGEST_WAVE))
            .orElse(Playbook.LARGEST_WAVE);
    // One that is left out gives way to a small wave; one that is written down must fit.
    int canary =
        waves.flatMap(map -> map.integer("canary", 0, size)).orElse(Math.min(USUAL_CANARY, size));
    BrakeRule brake =
        waves
            .flatMap(map -> map.text("brake-at"))
            .flatMap(PlaybookReader::brake)
            .orElseGet(BrakeRule::usual);
    return new Waves(canary, size, brake);
  }

  private static Optional<BrakeRule> brake(YamlText text) {
    Matcher form = BRAKE.matcher(text.text());
    if (!form.matches()) {
      text.mistake(
          "not-a-brake",
          "%s (expected: for example 5%% of at least 10)".formatted(text.described()));
      return Optional.empty();
    }
    return text.as(
        any -> new BrakeRule(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2))));
  }

  private SortedMap<String, String> selectors() {
    SortedMap<String, String> selectors = new TreeMap<>();
    Optional<YamlMap> given = root.map("deliver").flatMap(deliver -> deliver.map("selectors"));
    for (YamlEntry entry : given.map(YamlMap::entries).orElseGet(List::of)) {
      if (!PART.matcher(entry.key().text()).matches()) {
        entry
            .key()
            .mistake(
                "bad-part",
                "%s (expected: the name of a part of the credential's value, for example secret)"
                    .formatted(entry.key().described()));
      }
      if (!(entry.value() instanceof YamlText selector)) {
        entry
            .value()
            .mistake("wrong-shape", entry.value().described() + " (expected: one selector)");
      } else if (selector.text().isBlank() || selector.text().matches("(?s).*[;&\\s].*")) {
        selector.mistake(
            "bad-selector",
            "%s (expected: a selector without blanks, ';' and '&', for example /aws/access_key_id)"
                .formatted(selector.described()));
      } else {
        selectors.put(entry.key().text(), selector.text());
      }
    }
    return selectors;
  }
}
