// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.Digest;
import dev.rekey.worker.cli.api.RotationView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rotations of a leaked AWS key in the campaign {@code okta}, as the server shows them. */
final class SampleRotation {

  private SampleRotation() {}

  /** Waits for its owner, who is told whose consumers were not well. */
  static RotationView waiting(String credential, List<String> unwell) {
    return of(
        credential,
        "waiting",
        "approve",
        null,
        "waits for its owner's approval",
        0,
        List.of("approve"),
        unwell,
        null);
  }

  /** Held while the old one may be switched off. */
  static RotationView held(String credential, @Nullable Instant offSince) {
    return of(
        credential,
        "held",
        "observe",
        "unreachable",
        "the system cannot be reached",
        1,
        List.of("retry"),
        List.of(),
        offSince);
  }

  private static RotationView of(
      String credential,
      String state,
      String step,
      @Nullable String reason,
      String sentence,
      int round,
      List<String> verbs,
      List<String> unwell,
      @Nullable Instant offSince) {
    return new RotationView(
        "okta/aws-prod/ci/iam-access-key/" + credential,
        "rotation/aws-prod/ci/iam-access-key",
        "aws-prod",
        "ci",
        credential,
        "payments",
        state,
        step,
        reason,
        sentence,
        null,
        round,
        CommandLineRig.NOW,
        Digest.ofText(credential).value(),
        verbs,
        null,
        null,
        unwell,
        offSince);
  }
}
