// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.contract.ContractTools;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Places;
import dev.rekey.spi.Reading;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Place;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * The policy that is printed is enough, and no action of it can be left out. moto checks actions
 * but knows no resources, so these are those of AWS's documentation and not tested here.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyIT {

  private static final String OWN = "rekey-least";
  private static final IdentityName ROTATED = new IdentityName("policy-rotated");
  private static final SystemName SYSTEM = new SystemName("aws-test");

  private final RunningAws aws = RunningAws.get();
  private final SystemSettings settings =
      SystemSettings.of(
          SYSTEM, Map.of("endpoint", aws.address().toString(), "credentials", "file:own"));
  private int numbers;

  @BeforeAll
  void twoUsers() {
    aws.iam().createUser(r -> r.userName(OWN));
    aws.iam().createUser(r -> r.userName(ROTATED.value()));
  }

  @Test
  void allThatRekeyDoesGoesThroughWithItAndNotWithoutAnyOneAction() {
    String policy = new AwsConnector().rights(settings);
    grant(policy);
    AccessKey own = aws.iam().createAccessKey(r -> r.userName(OWN)).accessKey();
    String json =
        "{\"id\":\"%s\",\"secret\":\"%s\"}".formatted(own.accessKeyId(), own.secretAccessKey());
    ContractTools tools = new ContractTools("file:own", () -> Secret.taking(json.toCharArray()));
    try (SystemClient client = new AwsConnector().open(settings, tools)) {
      awaitAlive(client);
      assertThat(forbidden(client)).isEmpty();
      List<String> actions = new ArrayList<>(Policy.KEYS);
      actions.addAll(Policy.SECRETS);
      actions.addAll(Policy.PARAMETERS);
      actions.add("ssm:DescribeParameters");
      for (String action : actions) {
        assertThat(policy).contains("\"" + action + "\"");
        grant(policy.replace("\"" + action + "\"", "\"sts:GetSessionToken\""));
        assertThat(forbidden(client)).as("without %s", action).isNotEmpty();
      }
    }
  }

  private void grant(String policy) {
    String everywhere = policy.replaceAll("\"Resource\": \"[^\"]+\"", "\"Resource\": \"*\"");
    aws.iam().putUserPolicy(r -> r.userName(OWN).policyName("least").policyDocument(everywhere));
  }

  private static void awaitAlive(SystemClient client) {
    while (!(client.check() instanceof Done)) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /** Does all that Rekey ever does; tells what is refused for want of a right. */
  private List<String> forbidden(SystemClient client) {
    List<Outcome<?>> outcomes = new ArrayList<>();
    Issuer issuer = client.issuer(AwsConnector.ACCESS_KEY);
    outcomes.add(issuer.list(ROTATED));
    Outcome<Issued> issued = issuer.issue(ROTATED, "rekey/p/1");
    outcomes.add(issued);
    if (issued instanceof Done<Issued>(Issued one)) {
      outcomes.add(issuer.lastUsed(ROTATED, one.id()));
      outcomes.add(issuer.disable(ROTATED, one.id()));
      outcomes.add(issuer.revoke(ROTATED, one.id()));
      aws.iam()
          .listAccessKeys(r -> r.userName(ROTATED.value()))
          .accessKeyMetadata()
          .forEach(left ->
              aws.iam()
                  .deleteAccessKey(
                      r -> r.userName(ROTATED.value()).accessKeyId(left.accessKeyId())));
    }
    String name = "policy-" + ++numbers;
    aws.secrets().createSecret(r -> r.name(name).secretString("old"));
    aws.parameters().putParameter(r -> r.name(name).value("old").type(ParameterType.STRING));
    outcomes.addAll(written(client.places(), "secretsmanager/" + name));
    outcomes.addAll(written(client.places(), "ssm/" + name));
    return outcomes.stream()
        .filter(outcome ->
            // A last use that may not be seen is asked for again: no answer means no "unused".
            outcome instanceof Throttled<?>
                || (outcome instanceof Rejected<?>(Rejection why, String _)
                    && why == Rejection.FORBIDDEN))
        .map(Object::toString)
        .toList();
  }

  private static List<Outcome<?>> written(Places places, String location) {
    Place place = Place.of(SYSTEM, location, Map.of("secret", "text"));
    Outcome<Reading> before = places.read(place);
    if (!(before instanceof Done<Reading>(Reading reading))) {
      return List.of(before);
    }
    return List.of(
        places.write(place, value("new"), reading.version()),
        places.destroyVersions(place, value("old")));
  }

  private static CredentialValue value(String text) {
    return CredentialValue.taking(Map.of("secret", Secret.taking(text.toCharArray())));
  }
}
