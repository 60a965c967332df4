// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Place;
import dev.rekey.words.SystemName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlaceRightsTest {

  private static final String SECRET_ARN =
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:app-AbCdEf";
  private static final String PARAMETER_ARN = "arn:aws:ssm:us-east-1:123456789012:parameter/app";
  private static final String REFUSED =
      "{\"__type\":\"AccessDeniedException\",\"message\":\"vendor text\"}";

  private final FakeAws aws = new FakeAws();

  @BeforeEach
  void bothHold() {
    aws.answer(
        "GetSecretValue",
        FakeAws.json(
            200,
            "{\"ARN\":\"%s\",\"VersionId\":\"1\",\"SecretString\":\"s\"}".formatted(SECRET_ARN)));
    aws.answer(
        "GetParameter",
        FakeAws.json(
            200,
            "{\"Parameter\":{\"ARN\":\"%s\",\"Version\":1,\"Value\":\"s\"}}"
                .formatted(PARAMETER_ARN)));
    aws.answer("ListSecretVersionIds", FakeAws.json(200, "{\"ARN\":\"x\",\"Versions\":[]}"));
    aws.answer("DescribeParameters", FakeAws.json(200, "{\"Parameters\":[]}"));
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private List<String> missing(String location) {
    Place place = Place.of(new SystemName("aws-test"), location, Map.of("secret", "text"));
    var outcome = aws.client(FakeAws.tools(FakeAws.OWN_KEY)).places().missingRights(place);
    assertThat(outcome).isInstanceOf(Done.class);
    return ((Done<List<String>>) outcome).value();
  }

  @Test
  void whatASimulationDeniesOnThatSecretIsMissing() {
    AtomicReference<Map<String, String>> asked = new AtomicReference<>(Map.of());
    aws.answer(
        "SimulatePrincipalPolicy",
        form -> {
          asked.set(form);
          return FakeAws.simulated(form, "secretsmanager:UpdateSecretVersionStage");
        });

    assertThat(missing("secretsmanager/app"))
        .containsExactly("secretsmanager:UpdateSecretVersionStage on " + SECRET_ARN);
    assertThat(asked.get()).containsEntry("ResourceArns.member.1", SECRET_ARN);
  }

  @Test
  void whatASimulationDeniesOnThatParameterOrOnAllOfThemIsMissing() {
    aws.answer("SimulatePrincipalPolicy", form -> FakeAws.simulated(form, "ssm:PutParameter"));
    assertThat(missing("ssm/app")).containsExactly("ssm:PutParameter on " + PARAMETER_ARN);

    aws.answer(
        "SimulatePrincipalPolicy", form -> FakeAws.simulated(form, "ssm:DescribeParameters"));
    assertThat(missing("ssm/app")).containsExactly("ssm:DescribeParameters on *");

    aws.answer("SimulatePrincipalPolicy", form -> FakeAws.simulated(form, "none"));
    assertThat(missing("ssm/app")).isEmpty();
    assertThat(aws.actions()).doesNotContain("DescribeParameters", "PutParameter");
  }

  @Test
  void whereSimulationIsNotAllowedWhatOnlyReadsIsTried() {
    aws.answer("SimulatePrincipalPolicy", FakeAws.error(403, "AccessDenied"));
    assertThat(missing("secretsmanager/app")).isEmpty();
    assertThat(missing("ssm/app")).isEmpty();

    aws.answer("ListSecretVersionIds", FakeAws.json(400, REFUSED));
    aws.answer("DescribeParameters", FakeAws.json(400, REFUSED));
    assertThat(missing("secretsmanager/app"))
        .containsExactly("secretsmanager:ListSecretVersionIds on app");
    assertThat(missing("ssm/app")).containsExactly("ssm:DescribeParameters on app");
    assertThat(aws.actions()).doesNotContain("PutSecretValue", "PutParameter");
  }

  @Test
  void whatMayNotBeReadIsMissing() {
    aws.answer("GetSecretValue", FakeAws.json(400, REFUSED));

    assertThat(missing("secretsmanager/app"))
        .containsExactly("secretsmanager:GetSecretValue on app");
  }
}
