// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A plan.
 *
 * @param number from 1
 * @param digest what its approval binds to
 * @param amends the number of the plan that it follows while that is carried out; 0 if none
 * @param forecast how long it takes if nobody is waited for and nothing is held
 */
public record PlanView(
    String campaign,
    int number,
    String digest,
    String author,
    List<PlannedWave> waves,
    List<Planned> rotations,
    List<String> warnings,
    List<UnresolvedView> unresolved,
    Duration forecast,
    boolean approved,
    int amends) {

  public PlanView {
    waves = List.copyOf(waves);
    rotations = List.copyOf(rotations);
    warnings = List.copyOf(warnings);
    unresolved = List.copyOf(unresolved);
  }

  /** A wave's size. */
  public record PlannedWave(int wave, int lanes, int rotations) {}

  /**
   * One credential's way.
   *
   * @param turn its place in its lane, of so many turns
   * @param ownerApproval whether its owner is asked too
   * @param exposure why this very credential leaked, as its row says; empty if it does not
   * @param why why it stands where it stands
   * @param path how it is reached, if it did not leak itself; else empty
   * @param waitsFor what opens it and has to be dead before its new value is delivered
   */
  public record Planned(
      String rotation,
      int wave,
      int turn,
      int turns,
      String disposition,
      String privilege,
      String team,
      List<String> places,
      List<String> health,
      boolean ownerApproval,
      String exposure,
      String why,
      String path,
      List<String> waitsFor) {

    public Planned {
      places = List.copyOf(places);
      // A server of an earlier version does not say.
      health = List.copyOf(Objects.requireNonNullElse(health, List.of()));
      exposure = Objects.requireNonNullElse(exposure, "");
      path = Objects.requireNonNullElse(path, "");
      waitsFor = List.copyOf(Objects.requireNonNullElse(waitsFor, List.of()));
    }
  }
}
