// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to run as a child, and how to end it.
 *
 * @param name short and unique within the state folder; names the pid file and the log
 * @param stateDir the folder that both lie in; made with mode 0700 when absent
 * @param command program and arguments; never a secret, everybody on the machine can read them
 * @param environment added to a minimal environment (PATH, HOME, LANG, TMPDIR); never a secret
 * @param port the port that it will listen on, kept for whoever reads the pid file
 * @param stopSignal how it is asked to end
 * @param grace how long it may take before it is killed
 */
public record ChildSpec(
    String name,
    Path stateDir,
    List<String> command,
    Map<String, String> environment,
    int port,
    Signal stopSignal,
    Duration grace) {

  /** Copies, so that nothing can be changed later. */
  public ChildSpec {
    requireNonNull(stateDir, "stateDir is null");
    requireNonNull(stopSignal, "stopSignal is null");
    requireNonNull(grace, "grace is null");
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "name: '" + name + "' (expected: small letters, digits and dashes)");
    }
    if (command.isEmpty()) {
      throw new IllegalArgumentException("command: empty (expected: a program and its arguments)");
    }
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** Ended by TERM, killed ten seconds later. */
  public ChildSpec(String name, Path stateDir, List<String> command, int port) {
    this(name, stateDir, command, Map.of(), port, Signal.TERM, Duration.ofSeconds(10));
  }

  Path pidFile() {
    return stateDir.resolve(name + ".pid");
  }

  Path log() {
    return stateDir.resolve(name + ".log");
  }

  /**
   * Tells whether a leftover was started in the same way: one with other options is no substitute.
   */
  String digest() {
    List<String> parts = new ArrayList<>(command);
    new TreeMap<>(environment).forEach((key, value) -> parts.add(key + "=" + value));
    return Sha256.of(String.join("\0", parts).getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  /**
   * What every child gets. Not the parent's environment: that may hold tokens, and what holds for
   * one user's shell must not change what a server does.
   */
  static Map<String, String> baseEnvironment() {
    Map<String, String> environment = new TreeMap<>();
    environment.put("PATH", SearchPath.ofThisProcess().value());
    environment.put("LANG", "C.UTF-8");
    environment.put("HOME", System.getProperty("user.home"));
    String temporary = System.getenv("TMPDIR");
    if (temporary != null) {
      environment.put("TMPDIR", temporary);
    }
    return environment;
  }
}
