// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No byte of a certificate can be changed, taken away or doubled unseen: each one is tried. */
@Timeout(120)
class ChangedByteTest {

  private final byte[] file = file();

  private static byte[] file() {
    SmallCampaign campaign = new SmallCampaign().smaller();
    return campaign.close(campaign.alice).bytes();
  }

  private List<Integer> unnoticed(IntFunction<byte[]> change) {
    assertThat(CertificateVerifier.verify(file, Optional.empty()).findings()).isEmpty();
    return IntStream.range(0, file.length)
        .parallel()
        .filter(at -> {
          byte[] changed = change.apply(at);
          return !Arrays.equals(changed, file)
              && CertificateVerifier.verify(changed, Optional.empty()).holds();
        })
        .boxed()
        .toList();
  }

  @Test
  void everyFlippedByteIsNoticed() {
    assertThat(
            unnoticed(at -> {
              byte[] changed = file.clone();
              changed[at] ^= (byte) (1 << (at % 7));
              return changed;
            }))
        .isEmpty();
  }

  @Test
  void everyByteTakenAwayIsNoticed() {
    assertThat(
            unnoticed(at -> {
              byte[] changed = Arrays.copyOf(file, file.length - 1);
              System.arraycopy(file, at + 1, changed, at, file.length - at - 1);
              return changed;
            }))
        .isEmpty();
  }

  @Test
  void everyDoubledByteIsNoticed() {
    assertThat(
            unnoticed(at -> {
              byte[] changed = Arrays.copyOf(file, file.length + 1);
              System.arraycopy(file, at, changed, at + 1, file.length - at);
              return changed;
            }))
        .isEmpty();
  }
}
