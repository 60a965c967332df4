// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code temporal} program: this machine's own if it is new enough, else the pinned wheel. */
final class TemporalProgram {
  /** The first whose server has all that Rekey uses: 1.9 holds server 1.32. */
  static final int MAJOR = 1;

  static final int MINOR = 9;

  private static final Pattern VERSION = Pattern.compile("temporal version (\\d+)\\.(\\d+)");

  private TemporalProgram() {}

  static Path find(Cache cache) {
    Optional<Path> installed =
        SearchPath.ofThisProcess().find("temporal").filter(TemporalProgram::isNewEnough);
    return installed.orElseGet(() -> Wheel.TEMPORAL.program(cache));
  }

  private static boolean isNewEnough(Path program) {
    try {
      ShortCommand.Answer answer =
          ShortCommand.run(List.of(program.toString(), "--version"), Duration.ofSeconds(20));
      return answer.succeeded() && isNewEnough(answer.output());
    } catch (IOException e) {
      return false;
    }
  }

  /** Reads {@code temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)}. */
  static boolean isNewEnough(String version) {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.find()) {
      return false;
    }
    int major = Integer.parseInt(matcher.group(1));
    return major > MAJOR || (major == MAJOR && Integer.parseInt(matcher.group(2)) >= MINOR);
  }
}
