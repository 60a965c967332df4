// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** The scripted people: two responders and an owner for each team, each with a key of their own. */
final class People {

  static final String ALICE = "alice@example.com";
  static final String BOB = "bob@example.com";
  static final String CARLA = "carla@example.com";

  private final Path folder;
  private final SortedSet<String> teams;

  People(Path folder, SortedSet<String> teams) {
    this.folder = folder;
    this.teams = teams;
  }

  static String ownerOf(String team) {
    return team + "-owner@example.com";
  }

  Path keyOf(String person) {
    return folder.resolve(person.substring(0, person.indexOf('@')));
  }

  Path signers() {
    return folder.resolve("allowed_signers");
  }

  /** Makes the keys and writes the roster's two files. */
  void enrol(RekeyProcess rekey) throws IOException {
    Files.createDirectories(folder);
    StringBuilder people = new StringBuilder("people:\n");
    enrol(rekey, ALICE, "{roles: [responder]}", people);
    enrol(rekey, BOB, "{roles: [responder]}", people);
    enrol(rekey, CARLA, "{roles: [responder]}", people);
    for (String team : teams) {
      enrol(rekey, ownerOf(team), "{roles: [owner], teams: [%s]}".formatted(team), people);
    }
    Files.writeString(folder.resolve("people.yaml"), people);
    StringBuilder lines = new StringBuilder();
    for (String person : all()) {
      String key = Files.readString(Path.of(keyOf(person) + ".pub")).strip();
      lines.append(person).append(' ').append(key).append('\n');
    }
    Files.writeString(signers(), lines);
  }

  private List<String> all() {
    List<String> all = new ArrayList<>(List.of(ALICE, BOB, CARLA));
    teams.forEach(team -> all.add(ownerOf(team)));
    return all;
  }

  private void enrol(RekeyProcess rekey, String person, String what, StringBuilder people)
      throws IOException {
    rekey.must("key", "new", "--person", person, "--out", keyOf(person).toString());
    people.append("  ").append(person).append(": ").append(what).append('\n');
  }

  /** A command that this person signs. */
  String[] signed(String person, String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--as", person, "--key", keyOf(person).toString(), "--yes"));
    return all.toArray(String[]::new);
  }
}
