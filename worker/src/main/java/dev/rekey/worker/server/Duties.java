// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.server;

import dev.rekey.words.SystemName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a process does of all that Rekey does.
 *
 * @param api whether it answers people, the codec endpoint included, and reconciles
 * @param core whether it runs workflows and everything that needs only the database
 * @param everySystem whether it serves all systems, those that are added later included
 * @param systems that it serves if it does not serve all
 */
public record Duties(boolean api, boolean core, boolean everySystem, List<SystemName> systems) {

  /** Everything, as {@code rekey up} does. */
  public static final Duties ALL = new Duties(true, true, true, List.of());

  /** {@code rekey server}: it needs workers beside it. */
  public static final Duties SERVER = new Duties(true, false, false, List.of());

  private static final int LONGEST_NAME = 100;

  public Duties {
    systems = systems.stream().distinct().sorted().toList();
    if (!api && !core && systems.isEmpty()) {
      throw new IllegalArgumentException("a process without duties");
    }
  }

  /** {@code rekey worker}. */
  public static Duties worker(boolean core, List<SystemName> systems) {
    return new Duties(false, core, false, systems);
  }

  /** What its files are named after: two workers of one home do different things. */
  public String name() {
    if (api) {
      return "rekey";
    }
    String served = systems.stream().map(SystemName::value).collect(Collectors.joining("+"));
    String name = "worker" + (core ? "-core" : "") + (served.isEmpty() ? "" : "-" + served);
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }
}
