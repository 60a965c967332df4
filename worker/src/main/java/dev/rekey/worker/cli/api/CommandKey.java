// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What names the requests of one command. It is written down before the first of them is sent and
 * forgotten once all are answered: the same command, run again because an answer was lost, sends
 * them under the same names, and the server answers what it answered.
 *
 * <p>Holds no word of the command, only a digest of them.
 */
public final class CommandKey {

  /** Later the same words are meant anew, whatever became of them. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private static final Pattern FORM = Pattern.compile("[0-9a-f-]{36}");

  private final Path file;
  private final Instant now;
  private String key = "";
  private boolean earlier;
  private boolean repeated;
  private int sent;
  private int answered;

  private CommandKey(Path file, Instant now) {
    this.file = file;
    this.now = now;
  }

  /**
   * The key of a command.
   *
   * @param words as they were typed
   */
  public static CommandKey of(Path home, List<String> words, Instant now) {
    String name = Digest.ofText(String.join("\u0000", words)).value().replace("sha256:", "");
    return new CommandKey(
        home.resolve("unanswered").resolve(name), requireNonNull(now, "now is null"));
  }

  /** What names the next request. */
  String next() {
    if (key.isEmpty()) {
      key = remembered();
      earlier = !key.isEmpty();
      if (!earlier) {
        anew();
      }
    }
    sent++;
    return current();
  }

  /** What names the request that was sent last. */
  String current() {
    return key + "-" + sent;
  }

  /** The earlier run asked for something else: it is not repeated by this one. */
  String renew() {
    earlier = false;
    anew();
    return current();
  }

  /** Whether the request was answered under a key that an earlier run has used. */
  boolean isEarlier() {
    return earlier;
  }

  /** The request that was sent last has its answer. */
  void answered(boolean replayed) {
    answered++;
    repeated |= replayed && earlier;
  }

  /** Whether what an earlier run did was answered, and nothing was done now. */
  public boolean repeated() {
    return repeated;
  }

  /** Forgets the command if nothing of it is without an answer. */
  public void end() {
    if (sent > 0 && sent == answered) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // It is forgotten by and by, and whoever runs the command before that is told.
        return;
      }
    }
  }

  private String remembered() {
    try {
      if (!Files.isRegularFile(file)
          || Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(REMEMBERED))) {
        return "";
      }
      String found = Files.readString(file).strip();
      return FORM.matcher(found).matches() ? found : "";
    } catch (IOException e) {
      return "";
    }
  }

  private void anew() {
    key = UUID.randomUUID().toString();
    try {
      Files.createDirectories(requireNonNull(file.getParent(), "a file lies in a folder"));
      Files.writeString(file, key + "\n");
    } catch (IOException e) {
      // Whoever may not write here repeats within this run only, as any other client does.
      return;
    }
  }
}
