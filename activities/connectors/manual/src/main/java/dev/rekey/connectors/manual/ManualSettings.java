// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.manual;

import dev.rekey.spi.Setting;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.TeamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings of a system without a connector, checked all at once. */
record ManualSettings(SortedMap<Kind, KindCapabilities> kinds) {

  /** The kind of credential that a system has if its settings name none. */
  static final Kind USUAL = new Kind("credential");

  private static final String KINDS = "kinds";
  private static final String HANDS = "hands";
  private static final String TITLE = "title";
  private static final String INSTRUCTIONS = "instructions";
  private static final int LONGEST_TITLE = 100;
  private static final int LONGEST_INSTRUCTIONS = 16_384;

  /** The settings, in the order in which people see them. */
  static final List<Setting> SETTINGS =
      List.of(
          setting(TITLE, "How people call the system, for example Smartsheet."),
          setting(HANDS, "The team that has access there; else the owner of each credential."),
          setting(
              INSTRUCTIONS,
              "How it is done there, in Markdown; {identity}, {credential}, {kind}, {system} and"
                  + " {place} are filled in."),
          setting(
              KINDS,
              "The kinds of credential that it accepts, for example api-token,password; else"
                  + " credential."));

  ManualSettings {
    kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
  }

  private static Setting setting(String name, String meaning) {
    return new Setting(name, /* required= */ false, /* secret= */ false, meaning);
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException with one line per mistake
   */
  static ManualSettings of(SystemSettings settings) {
    List<String> mistakes = new ArrayList<>();
    requireLength(settings, TITLE, LONGEST_TITLE, mistakes);
    requireLength(settings, INSTRUCTIONS, LONGEST_INSTRUCTIONS, mistakes);
    settings.find(HANDS).ifPresent(team -> requireTeam(team, mistakes));
    Map<Kind, KindCapabilities> kinds = new TreeMap<>();
    for (String name : settings.find(KINDS).orElse(USUAL.value()).split(",", -1)) {
      try {
        Kind kind = new Kind(name.strip());
        kinds.put(kind, capabilities(kind));
      } catch (IllegalArgumentException wrong) {
        mistakes.add("setting 'kinds': " + wrong.getMessage());
      }
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", mistakes));
    }
    return new ManualSettings(new TreeMap<>(kinds));
  }

  private static void requireLength(
      SystemSettings settings, String name, int longest, List<String> mistakes) {
    int length = settings.find(name).map(String::length).orElse(1);
    if (length < 1 || length > longest) {
      mistakes.add(
          "setting '%s': %d characters (expected: 1 to %d)".formatted(name, length, longest));
    }
  }

  private static void requireTeam(String team, List<String> mistakes) {
    try {
      TeamName hands = new TeamName(team);
      if (hands.value().isEmpty()) {
        mistakes.add("setting 'hands': '' (expected: a team)");
      }
    } catch (IllegalArgumentException wrong) {
      mistakes.add("setting 'hands': " + wrong.getMessage());
    }
  }

  /** Nothing can be asked, and nothing can be done but by hand. */
  static KindCapabilities capabilities(Kind kind) {
    return new KindCapabilities(
        kind,
        List.of("secret"),
        KindCapabilities.Issue.BY_HAND,
        KindCapabilities.Overlap.YES,
        /* slots= */ 0,
        KindCapabilities.Listing.NONE,
        KindCapabilities.LastUsed.NONE,
        KindCapabilities.Disable.NONE,
        KindCapabilities.Revoke.BY_HAND,
        /* labelled= */ false,
        Duration.ZERO,
        Duration.ZERO);
  }
}
