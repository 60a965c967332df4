// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.Playbook;
import dev.rekey.planning.text.Mistake;
import dev.rekey.planning.text.Shown;
import dev.rekey.playbooks.yaml.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the bytes, reading them never throws and always says something. Seeded. */
@Timeout(60)
class PlaybookReaderFuzzTest {

  private static final String PIECES = "{}[]:,#&*!|>'\"%@`-? \n\n\tab\u202E~<=.0123\u0000\\";

  private static final byte[] SOUND =
      Corpus.in("valid")
          .filter(example -> example.name().equals("all-keys.yaml"))
          .findFirst()
          .orElseThrow()
          .content();

  private static void holds(byte[] file) {
    switch (PlaybookReader.read("fuzz.yaml", file)) {
      case Reading.Read<Playbook>(Playbook playbook) -> assertThat(playbook.name()).isNotBlank();
      case Reading.Wrong<Playbook>(var mistakes) -> {
        assertThat(mistakes).isNotEmpty();
        for (Mistake mistake : mistakes) {
          assertThat(mistake.message()).isNotBlank().hasSizeLessThan(1_000);
          assertThat(mistake.message().codePoints().noneMatch(Shown::hidden)).isTrue();
        }
      }
    }
  }

  @Test
  void bearsRandomBytes() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] file = new byte[random.nextInt(300)];
      random.nextBytes(file);
      holds(file);
    }
  }

  @Test
  void bearsEveryTruncation() {
    for (int length = 0; length <= SOUND.length; length++) {
      holds(Arrays.copyOf(SOUND, length));
    }
  }

  @Test
  void bearsFlippedBytes() {
    Random random = new Random(2);
    for (int i = 0; i < 1_500; i++) {
      byte[] file = SOUND.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(128);
      }
      holds(file);
    }
  }

  @Test
  void bearsStrangeSyntax() {
    Random random = new Random(3);
    for (int i = 0; i < 4_000; i++) {
      StringBuilder file = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        file.append(PIECES.charAt(random.nextInt(PIECES.length())));
      }
      holds(file.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void bearsBombs() {
    int most = 250_000;
    for (String piece :
        new String[] {
          "[", "{", "- ", "? ", "a: ", "{a: ", "'", "\"", "\n", "\n ", "&a ", "*a ", "!a ", "x",
          "%", "|", "- - \n"
        }) {
      holds(piece.repeat(most / piece.length()).getBytes(StandardCharsets.UTF_8));
      holds(("playbook: " + piece.repeat(most / piece.length())).getBytes(StandardCharsets.UTF_8));
    }
    holds(
        """
        a: &a [x, x, x, x, x, x, x, x, x]
        b: &b [*a, *a, *a, *a, *a, *a, *a]
        c: [*b, *b, *b, *b, *b, *b, *b, *b]
        """
            .getBytes(StandardCharsets.UTF_8));
    StringBuilder keys = new StringBuilder();
    for (int i = 0; keys.length() < most; i++) {
      keys.append("k").append(i).append(": {a: [1, 2]}\n");
    }
    holds(keys.toString().getBytes(StandardCharsets.UTF_8));
  }
}
