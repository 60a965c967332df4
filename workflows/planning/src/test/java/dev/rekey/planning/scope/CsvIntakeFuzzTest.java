// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.Samples;
import dev.rekey.planning.text.Shown;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the bytes, reading them never throws and always says something. Seeded. */
@Timeout(60)
class CsvIntakeFuzzTest {

  private static final byte[] SOUND =
      """
      system,identity,kind,credential_id,owner,privilege,exposure,places,disposition
      aws-prod,alice,iam-access-key,AKIA1,payments,write,"ci, logs",bao:secret/a#id=/i&secret=/s,replace
      aws-test,bob,iam-access-key,AKIA2,search,admin,,bao:secret/b;bao:secret/c,
      aws-test,ca\u00F1a,iam-access-key,AKIA3,search,,,,retire
      """
          .getBytes(StandardCharsets.UTF_8);

  private static final String PIECES =
      "\"\"\",,,;;#&=:\n\r\t\\ \u202E\u0000=+-@aAKIA/0bao:aws-prod";

  private static void holds(byte[] file) {
    switch (Intake.read("fuzz.csv", file, ColumnMap.NONE, Samples.systems())) {
      case IntakeResult.Unreadable(var mistakes, var _) -> assertThat(mistakes).isNotEmpty();
      case IntakeResult.Read(var rows, var notes, var _) -> {
        assertThat(notes).isNotNull();
        assertThat(rows).isNotEmpty();
        for (ScopeRow row : rows) {
          assertThat(row.shown().codePoints().noneMatch(Shown::hidden)).isTrue();
          assertThat(row.reason().codePoints().noneMatch(Shown::hidden)).isTrue();
          assertThat(row.state() == RowState.RESOLVED || !row.reason().isBlank()).isTrue();
        }
      }
    }
  }

  @Test
  void bearsRandomBytes() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] file = new byte[random.nextInt(400)];
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
  void bearsFlippedBytesInASoundList() {
    Random random = new Random(2);
    for (int i = 0; i < 2_000; i++) {
      byte[] file = SOUND.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      holds(file);
    }
  }

  @Test
  void bearsStrangeSyntaxBelowASoundHeader() {
    Random random = new Random(3);
    String header = new String(SOUND, StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
    for (int i = 0; i < 2_000; i++) {
      StringBuilder file = new StringBuilder(header).append('\n');
      for (int length = random.nextInt(200); length > 0; length--) {
        file.append(PIECES.charAt(random.nextInt(PIECES.length())));
      }
      holds(file.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void bearsBombs() {
    String header = new String(SOUND, StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
    for (String piece : new String[] {"\"", ",", "\n", "\"\n", "a\n", ";", "aws-prod,\"x\n"}) {
      holds((header + "\n" + piece.repeat(5_000)).getBytes(StandardCharsets.UTF_8));
      holds(piece.repeat(5_000).getBytes(StandardCharsets.UTF_8));
    }
  }
}
