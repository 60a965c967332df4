// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import dev.rekey.spi.Access;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Rejection;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/**
 * Finds out, without changing anything, which rights Rekey's own key lacks.
 *
 * <p>AWS is asked to simulate the policies; where that is not allowed (or not offered, as by
 * sandboxes), the own keys are listed instead, which says something only if Rekey's rights are
 * meant to cover all users. What cannot be found out is not reported as missing: the step that
 * needs it is then refused by AWS, before anything changes.
 */
final class RightsCheck {

  private final AwsSettings settings;
  private final Calls calls;

  RightsCheck(AwsSettings settings, Calls calls) {
    this.settings = settings;
    this.calls = calls;
  }

  Outcome<Access> check() {
    return calls
        .whoAmI()
        .flatMap(caller -> missing(caller).map(missing -> new Access(caller.arn(), missing)));
  }

  private Outcome<List<String>> missing(Caller caller) {
    String users =
        caller.arn().substring(0, caller.arn().indexOf(':', 4) + 1)
            + "iam::%s:user/%s".formatted(caller.account(), settings.users());
    return switch (simulated(caller, List.of(new Grant(Policy.KEYS, users)))) {
      case Done<List<String>> done -> done;
      case Outcome<List<String>> unsaid when settings.users().equals("*") -> tried();
      case Outcome<List<String>> unsaid -> new Done<>(List.of());
    };
  }

  /** What the own key lacks of all that, as AWS simulates it; not done where it may not ask. */
  Outcome<List<String>> simulated(List<Grant> needed) {
    return calls.whoAmI().flatMap(caller -> simulated(caller, needed));
  }

  private Outcome<List<String>> simulated(Caller caller, List<Grant> needed) {
    if (caller.arn().endsWith(":root")) {
      return new Done<>(List.of());
    }
    Outcome<List<String>> outcome = new Done<>(List.of());
    for (Grant grant : needed) {
      outcome =
          outcome.flatMap(before ->
              simulated(caller, grant)
                  .map(more -> Stream.concat(before.stream(), more.stream()).toList()));
    }
    return outcome;
  }

  private Outcome<List<String>> simulated(Caller caller, Grant grant) {
    return calls.iam(
        "iam:SimulatePrincipalPolicy",
        Effect.NONE,
        (iam, signer) ->
            iam
                .simulatePrincipalPolicy(r ->
                    r.policySourceArn(caller.arn())
                        .actionNames(grant.actions())
                        .resourceArns(grant.resource())
                        .overrideConfiguration(signer))
                .evaluationResults()
                .stream()
                .filter(result -> result.evalDecision() != PolicyEvaluationDecisionType.ALLOWED)
                .map(result -> result.evalActionName() + " on " + grant.resource())
                .toList());
  }

  private Outcome<List<String>> tried() {
    Outcome<Integer> own =
        calls.iam(
            "iam:ListAccessKeys of Rekey's own user",
            Effect.NONE,
            (iam, signer) ->
                iam.listAccessKeys(r -> r.overrideConfiguration(signer))
                    .accessKeyMetadata()
                    .size());
    if (own instanceof Rejected<Integer>(Rejection why, String message)
        && why == Rejection.FORBIDDEN) {
      return new Done<>(List.of("iam:ListAccessKeys on Rekey's own user"));
    }
    return own.map(count -> List.of());
  }
}
