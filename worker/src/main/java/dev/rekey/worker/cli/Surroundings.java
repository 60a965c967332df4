// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.util.Objects.requireNonNull;

import dev.rekey.worker.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param userHome the person's own folder
 * @param person the name under which they are logged in
 * @param glance how long a command that watches something looks away between two glances
 */
record Surroundings(
    Terminal terminal,
    Clock clock,
    Map<String, String> environment,
    Path userHome,
    String person,
    Duration glance) {

  Surroundings {
    requireNonNull(terminal, "terminal is null");
    requireNonNull(clock, "clock is null");
    requireNonNull(userHome, "userHome is null");
    requireNonNull(person, "person is null");
    requireNonNull(glance, "glance is null");
    environment = Map.copyOf(environment);
  }

  static Surroundings ofThisProcess() {
    Map<String, String> environment = System.getenv();
    return new Surroundings(
        Terminal.ofThisProcess(environment),
        Clock.systemUTC(),
        environment,
        Path.of(System.getProperty("user.home", ".")),
        System.getProperty("user.name", "me"),
        Duration.ofSeconds(1));
  }
}
