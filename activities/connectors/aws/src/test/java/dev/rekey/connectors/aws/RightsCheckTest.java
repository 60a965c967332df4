// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.spi.Access;
import dev.rekey.words.Outcome.Done;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RightsCheckTest {

  private final FakeAws aws = new FakeAws();

  @AfterEach
  void stop() {
    aws.close();
  }

  private Access checked(String... settings) {
    var outcome = aws.client(FakeAws.tools(FakeAws.OWN_KEY), settings).check();
    assertThat(outcome).isInstanceOf(Done.class);
    return ((Done<Access>) outcome).value();
  }

  @Test
  void whatASimulationDeniesIsMissing() {
    aws.answer("SimulatePrincipalPolicy", form -> FakeAws.simulated(form, "iam:DeleteAccessKey"));

    Access access = checked();

    assertThat(access.identity()).isEqualTo("arn:aws:iam::123456789012:user/rekey");
    assertThat(access.missing())
        .containsExactly("iam:DeleteAccessKey on arn:aws:iam::123456789012:user/*");
    assertThat(aws.actions()).containsExactly("GetCallerIdentity", "SimulatePrincipalPolicy");
  }

  @Test
  void rightsAreAskedForOnTheUsersThatTheSettingsName() {
    AtomicReference<Map<String, String>> asked = new AtomicReference<>(Map.of());
    aws.answer(
        "SimulatePrincipalPolicy",
        form -> {
          asked.set(form);
          return FakeAws.simulated(form, "none");
        });

    assertThat(checked("users", "apps/*").missing()).isEmpty();
    assertThat(asked.get())
        .containsEntry("ResourceArns.member.1", "arn:aws:iam::123456789012:user/apps/*")
        .containsEntry("PolicySourceArn", "arn:aws:iam::123456789012:user/rekey")
        .containsEntry("ActionNames.member.3", "iam:CreateAccessKey");
  }

  @Test
  void whereSimulationIsNotAllowedTheOwnKeysAreListedInstead() {
    aws.answer("SimulatePrincipalPolicy", FakeAws.error(403, "AccessDenied"));
    aws.answer("ListAccessKeys", FakeAws.error(403, "AccessDenied"));
    assertThat(checked().missing()).isEqualTo(List.of("iam:ListAccessKeys on Rekey's own user"));

    aws.answer("ListAccessKeys", FakeAws.keys("", "AKIAOWNOWNOWNOWNOWN1"));
    assertThat(checked().missing()).isEmpty();
  }

  @Test
  void rightsOverSomeUsersNeedNotCoverOurOwn() {
    aws.answer("SimulatePrincipalPolicy", FakeAws.error(403, "AccessDenied"));
    aws.answer("ListAccessKeys", FakeAws.error(403, "AccessDenied"));

    assertThat(checked("users", "apps/*").missing()).isEmpty();
  }
}
