// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that was started from a {@link ChildSpec}: by us, or by an earlier run that died
 * without ending it.
 *
 * <p>It lives in a session of its own, so that Ctrl-C at the terminal does not reach it before its
 * parent has decided in which order things end. Its output is appended to a log. Its pid file lets
 * a later run find it again; a process that merely got the same pid later is never touched.
 */
public final class ChildProcess {
  private static final Duration TO_WRITE_PID_FILE = Duration.ofSeconds(20);
  private static final Duration TO_DIE_OF_KILL = Duration.ofSeconds(10);
  private static final Duration TO_BE_REAPED = Duration.ofSeconds(1);
  private static final long LOG_LIMIT_BYTES = 16L * 1024 * 1024;

  private final ChildSpec spec;
  private final ProcessIdentity identity;
  private final long logStart;

  /** Null for one that an earlier run started: how it ends is told to its parent alone. */
  private final @Nullable Process process;

  private ChildProcess(
      ChildSpec spec, ProcessIdentity identity, long logStart, @Nullable Process process) {
    this.spec = requireNonNull(spec, "spec is null");
    this.identity = requireNonNull(identity, "identity is null");
    this.logStart = logStart;
    this.process = process;
  }

  /**
   * Starts it. Whether it works is for the caller to ask; here only starting counts.
   *
   * @throws ServerFailure if the program cannot be run
   */
  public static ChildProcess start(ChildSpec spec) {
    PrivateFiles.folder(spec.stateDir());
    PidFile.delete(spec.pidFile());
    try {
      long logStart = rotateLog(spec.log());
      PidFile.prepare(spec);
      ProcessBuilder builder = new ProcessBuilder(ChildScript.wrap(spec.pidFile(), spec.command()));
      builder.directory(spec.stateDir().toFile());
      builder.environment().clear();
      builder.environment().putAll(ChildSpec.baseEnvironment());
      builder.environment().putAll(spec.environment());
      builder.redirectInput(new File("/dev/null"));
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
      Process process = builder.start();
      return new ChildProcess(spec, identityOf(process, spec, logStart), logStart, process);
    } catch (IOException e) {
      throw new ServerFailure(
          "starting " + spec.name() + " (" + spec.command().getFirst() + ")",
          String.valueOf(e.getMessage()),
          "check that the program is there and can be run",
          e);
    }
  }

  /**
   * The one that an earlier run left behind and that still lives, whatever it was started from.
   *
   * @param spec names it, and says how to end it
   */
  public static Optional<ChildProcess> leftover(ChildSpec spec) {
    return PidFile.read(spec.pidFile())
        .map(PidFile::process)
        .filter(ProcessIdentity::isAlive)
        .map(identity -> new ChildProcess(spec, identity, Long.MAX_VALUE, null));
  }

  /** The process id, for messages. */
  public long pid() {
    return identity.pid();
  }

  /** What it was started from. */
  public ChildSpec spec() {
    return spec;
  }

  /** Whether it lives; a frozen one does. */
  public boolean isAlive() {
    return identity.isAlive();
  }

  /**
   * What it ended with; 128 and the signal's number if a signal ended it. Empty while it lives, and
   * for one that an earlier run started.
   */
  public OptionalInt exitCode() {
    if (process == null || isAlive()) {
      return OptionalInt.empty();
    }
    try {
      // It is dead, but who reaps it is another thread.
      return process.waitFor(TO_BE_REAPED.toMillis(), TimeUnit.MILLISECONDS)
          ? OptionalInt.of(process.exitValue())
          : OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }

  /** The file that its output goes to. */
  public Path log() {
    return spec.log();
  }

  /** The last lines that it printed, for a message. */
  public String logTail() {
    return LogTail.of(spec.log(), logStart);
  }

  /** Ends it: the polite signal, a bounded wait, then KILL. Ending a dead one does nothing. */
  public void stop() {
    spec.stopSignal().send(identity);
    // A frozen process gets no signal until it is thawed.
    Signal.CONT.send(identity);
    if (!Waiting.until(spec.grace(), () -> !identity.isAlive())) {
      kill();
    }
    PidFile.delete(spec.pidFile());
  }

  /** Ends it at once, as a power cut would. The pid file stays, as it would then. */
  public void kill() {
    Signal.KILL.send(identity);
    if (!Waiting.until(TO_DIE_OF_KILL, () -> !identity.isAlive())) {
      throw new ServerFailure(
          "ending " + spec.name() + " (process " + pid() + ") with KILL",
          "it still lives after " + TO_DIE_OF_KILL.toSeconds() + " s",
          "see what it waits for with: ps -o pid,stat,wchan -p " + pid());
    }
  }

  /** Stops its clock: it keeps memory, sockets and port, but answers nothing until thawed. */
  public void freeze() {
    Signal.STOP.send(identity);
  }

  /** Lets a frozen one go on where it was. */
  public void thaw() {
    Signal.CONT.send(identity);
  }

  private static ProcessIdentity identityOf(Process process, ChildSpec spec, long logStart) {
    boolean written =
        Waiting.until(
            TO_WRITE_PID_FILE,
            () -> PidFile.read(spec.pidFile()).isPresent() || !process.isAlive());
    Optional<PidFile> file = PidFile.read(spec.pidFile());
    if (written && file.isPresent()) {
      return file.get().process();
    }
    process.destroyForcibly();
    throw new ServerFailure(
        "starting " + spec.name() + " (" + spec.command().getFirst() + ")",
        LogTail.of(spec.log(), logStart),
        "check that " + spec.stateDir() + " can be written to");
  }

  /**
   * Logs are kept for whoever looks for the cause of a crash, but one earlier file is enough.
   *
   * @return where the coming run's part begins
   */
  private static long rotateLog(Path log) throws IOException {
    if (!Files.exists(log)) {
      return 0;
    }
    if (Files.size(log) < LOG_LIMIT_BYTES) {
      return Files.size(log);
    }
    Files.move(
        log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    return 0;
  }
}
