// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.servers.MotoServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

@Timeout(300)
class StrictAwsIT {
  private static final Duration LAG = Duration.ofSeconds(10);

  @TempDir static Path state;
  private static MotoServer moto;

  private final SettableClock clock = new SettableClock();
  private final String user = "svc-" + UUID.randomUUID();
  private StrictAws aws;
  private IamClient iam;

  @BeforeAll
  static void startMoto() {
    moto = MotoServer.start(state);
  }

  @AfterAll
  static void stopMoto() {
    moto.stop();
  }

  @BeforeEach
  void startProxy() throws IOException {
    aws = StrictAws.start(moto.address(), moto.adminKeyFile(), Duration.ZERO, clock);
    iam = AwsClients.iam(aws.endpoint(), KeyFile.read(moto.adminKeyFile()));
    iam.createUser(create -> create.userName(user));
  }

  @AfterEach
  void stopProxy() {
    iam.close();
    aws.close();
  }

  @Test
  void tellsWhoHoldsAKey() {
    assertThat(arnOf(newKey())).endsWith(":user/" + user);
  }

  @Test
  void refusesAWrongSecret() {
    AwsBasicCredentials wrong = AwsBasicCredentials.create(newKey().accessKeyId(), "wrong");

    assertThat(refusal(wrong)).isEqualTo("403 SignatureDoesNotMatch");
  }

  @Test
  void refusesAnInactiveKeyAlthoughMotoTakesIt() {
    AwsBasicCredentials key = newKey();
    set(key, StatusType.INACTIVE);

    assertThat(refusal(key)).isEqualTo("403 InvalidClientTokenId");
    try (StsClient direct = AwsClients.sts(moto.address(), key)) {
      assertThat(direct.getCallerIdentity().arn()).endsWith(user);
    }

    set(key, StatusType.ACTIVE);
    assertThat(arnOf(key)).endsWith(user);
  }

  @Test
  void refusesADeletedKeyAsAnInactiveOne() {
    AwsBasicCredentials key = newKey();
    delete(key);

    assertThat(refusal(key)).isEqualTo("403 InvalidClientTokenId");
  }

  @Test
  void refusesANewKeyUntilItIsSeen() {
    aws.lag(LAG);
    AwsBasicCredentials key = newKey();

    assertThat(refusal(key)).isEqualTo("403 InvalidClientTokenId");
    clock.forward(LAG.minusMillis(1));
    assertThat(refusal(key)).isEqualTo("403 InvalidClientTokenId");
    clock.forward(Duration.ofMillis(1));
    assertThat(arnOf(key)).endsWith(user);
  }

  @Test
  void goesOnTakingAnInactiveKeyUntilThatIsSeen() {
    AwsBasicCredentials key = newKey();
    clock.forward(LAG);
    aws.lag(LAG);
    set(key, StatusType.INACTIVE);

    clock.forward(LAG.minusMillis(1));
    assertThat(arnOf(key)).endsWith(user);
    clock.forward(Duration.ofMillis(1));
    assertThat(refusal(key)).isEqualTo("403 InvalidClientTokenId");
  }

  @Test
  void goesOnTakingADeletedKeyUntilThatIsSeen() {
    AwsBasicCredentials key = newKey();
    clock.forward(LAG);
    aws.lag(LAG);
    String before = identityOf(key);
    delete(key);

    assertThat(identityOf(key)).isEqualTo(before);
    assertThat(refusal(AwsBasicCredentials.create(key.accessKeyId(), "wrong")))
        .isEqualTo("403 SignatureDoesNotMatch");
    assertThat(listed()).isEmpty();
    clock.forward(LAG);
    assertThat(refusal(key)).isEqualTo("403 InvalidClientTokenId");
  }

  @Test
  void knowsInactiveKeysFromBeforeItsStart() {
    AwsBasicCredentials key = newKey();
    set(key, StatusType.INACTIVE);

    try (StrictAws later =
            StrictAws.start(moto.address(), moto.adminKeyFile(), Duration.ZERO, clock);
        StsClient sts = AwsClients.sts(later.endpoint(), key)) {
      assertThatThrownBy(sts::getCallerIdentity).isInstanceOf(AwsServiceException.class);
    }
  }

  @Test
  void tellsTheLastUseThatWasAccepted() {
    AwsBasicCredentials key = newKey();
    assertThat(lastUse(key).lastUsedDate()).isNull();
    assertThat(lastUse(key).serviceName()).isEqualTo("N/A");

    arnOf(key);
    Instant used = clock.instant();
    clock.forward(Duration.ofMinutes(5));
    set(key, StatusType.INACTIVE);
    refusal(key);

    assertThat(lastUse(key).lastUsedDate()).isEqualTo(used);
    assertThat(lastUse(key).serviceName()).isEqualTo("sts");
    assertThat(lastUse(key).region()).isEqualTo("us-east-1");
  }

  @Test
  void allowsTwoKeysAndDeletesEachOnce() {
    AwsBasicCredentials first = newKey();
    newKey();

    assertThat(error(this::newKey)).isEqualTo("409 LimitExceeded");
    delete(first);
    assertThat(error(() -> delete(first))).isEqualTo("404 NoSuchEntity");
  }

  @Test
  void throttlesOnDemand() {
    aws.faults().next(Fault.THROTTLED, "CreateAccessKey", 1);

    AwsServiceException refused = catchThrowableOfType(AwsServiceException.class, this::newKey);

    assertThat(refused.isThrottlingException()).isTrue();
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(listed()).isEmpty();
    newKey();
    assertThat(listed()).hasSize(1);
  }

  @Test
  void losesTheAnswerAfterTheEffect() {
    aws.faults().next(Fault.ANSWER_LOST, "CreateAccessKey", 1);

    assertThatThrownBy(this::newKey).isInstanceOf(SdkClientException.class);

    assertThat(listed()).hasSize(1);
    Call call = aws.journal().calls().getLast();
    assertThat(call.accepted()).isTrue();
    assertThat(call.error()).hasValue("ANSWER_LOST");
    assertThat(call.subject()).hasValue(listed().getFirst().accessKeyId());
  }

  @Test
  void cutsTheConnectionBeforeTheEffect() {
    aws.faults().next(Fault.CUT_BEFORE, "CreateAccessKey", 1);

    assertThatThrownBy(this::newKey).isInstanceOf(SdkClientException.class);

    assertThat(listed()).isEmpty();
    assertThat(aws.journal().calls().getLast().accepted()).isFalse();
  }

  @Test
  void breaksBeforeOrAfterTheEffect() {
    aws.faults().next(Fault.BROKEN, "CreateAccessKey", 1);
    aws.faults().next(Fault.BROKEN_AFTER, "CreateAccessKey", 1);

    assertThat(error(this::newKey)).isEqualTo("500 InternalFailure");
    assertThat(listed()).isEmpty();
    assertThat(error(this::newKey)).isEqualTo("500 InternalFailure");
    assertThat(listed()).hasSize(1);
  }

  @Test
  void keepsAJournalOfWritesAndOfEveryTry() {
    AwsBasicCredentials key = newKey();
    Instant used = clock.instant();
    arnOf(key);
    clock.forward(Duration.ofSeconds(1));
    delete(key);
    refusal(key);

    List<Call> calls =
        aws.journal().calls().stream()
            .filter(call -> call.toString().contains(key.accessKeyId()))
            .toList();

    assertThat(calls)
        .extracting(Call::action)
        .containsExactly(
            "CreateAccessKey", "GetCallerIdentity", "DeleteAccessKey", "GetCallerIdentity");
    assertThat(calls).extracting(Call::accepted).containsExactly(true, true, true, false);
    assertThat(calls.getLast().error()).hasValue("InvalidClientTokenId");
    assertThat(aws.journal().lastSuccess(key.accessKeyId())).hasValue(used);
  }

  @Test
  void isSteeredByAnotherProcess() throws Exception {
    AwsBasicCredentials key = newKey();

    control("PUT", "/lag", "{\"lag\":\"PT1H\"}", 200);
    assertThat(refusal(key)).isEqualTo("403 InvalidClientTokenId");
    control("POST", "/faults", "{\"fault\":\"THROTTLED\",\"user\":\"%s\"}".formatted(user), 200);
    assertThat(error(this::newKey)).isEqualTo("400 Throttling");
    assertThat(control("GET", "/journal", "", 200))
        .contains("\"action\":\"CreateAccessKey\"", "Throttling")
        .doesNotContain(key.secretAccessKey());
    assertThat(control("GET", "/keys", "", 200))
        .contains(key.accessKeyId(), "\"visible\":\"ABSENT\"", "\"actual\":\"ACTIVE\"")
        .doesNotContain(key.secretAccessKey());
    assertThat(control("PUT", "/lag", "{\"lag\":\"soon\"}", 400)).contains("parse");
    assertThat(control("POST", "/faults", "{\"fault\":\"FIRE\"}", 400)).contains("FIRE");
    assertThat(control("GET", "/elsewhere", "", 400)).contains("expected: GET /journal");
  }

  @Test
  void aSecretsTextIsTheOneThatTheLabelWasMovedToAlthoughMotoTellsTheOneBefore()
      throws IOException {
    String name = "labels-" + UUID.randomUUID();
    String moved = UUID.randomUUID().toString();
    try (SecretsManagerClient secrets =
        AwsClients.secrets(aws.endpoint(), KeyFile.read(moto.adminKeyFile()))) {
      String first =
          secrets.createSecret(create -> create.name(name).secretString("first")).versionId();
      put(secrets, name, moved, "OURS");
      assertThat(text(secrets, name)).isEqualTo("first");
      move(secrets, name, first, moved);
      assertThat(error(() -> move(secrets, name, first, moved)))
          .isEqualTo("400 InvalidParameterException");

      assertThat(text(secrets, name)).isEqualTo(moved);
      assertThat(labels(secrets, name))
          .containsOnly(
              Map.entry("AWSCURRENT", moved),
              Map.entry("AWSPREVIOUS", first),
              Map.entry("OURS", moved));
      String last = UUID.randomUUID().toString();
      put(secrets, name, last, "AWSCURRENT");
      assertThat(text(secrets, name)).isEqualTo(last);
      assertThat(labels(secrets, name))
          .containsEntry("AWSCURRENT", last)
          .containsEntry("AWSPREVIOUS", moved);
    }
  }

  @Test
  void speaksTheProtocolOfTheServiceThatIsCalled() throws IOException {
    AwsBasicCredentials key = newKey();
    set(key, StatusType.INACTIVE);
    aws.faults().next(Fault.THROTTLED, "GetSecretValue", 1);

    try (SecretsManagerClient secrets = AwsClients.secrets(aws.endpoint(), key)) {
      assertThat(error(() -> text(secrets, "any"))).isEqualTo("400 ThrottlingException");
      assertThat(error(() -> text(secrets, "any"))).isEqualTo("400 UnrecognizedClientException");
    }
    try (SecretsManagerClient secrets =
        AwsClients.secrets(aws.endpoint(), KeyFile.read(moto.adminKeyFile()))) {
      assertThat(error(() -> labels(secrets, "nowhere")))
          .isEqualTo("400 ResourceNotFoundException");
    }
  }

  private static void put(SecretsManagerClient secrets, String name, String id, String label) {
    secrets.putSecretValue(
        put -> put.secretId(name).clientRequestToken(id).secretString(id).versionStages(label));
  }

  private static void move(SecretsManagerClient secrets, String name, String from, String to) {
    secrets.updateSecretVersionStage(update ->
        update
            .secretId(name)
            .versionStage("AWSCURRENT")
            .removeFromVersionId(from)
            .moveToVersionId(to));
  }

  private static String text(SecretsManagerClient secrets, String name) {
    return secrets.getSecretValue(get -> get.secretId(name)).secretString();
  }

  private static Map<String, String> labels(SecretsManagerClient secrets, String name) {
    Map<String, String> labels = new HashMap<>();
    secrets
        .listSecretVersionIds(list -> list.secretId(name))
        .versions()
        .forEach(version ->
            version.versionStages().forEach(label -> labels.put(label, version.versionId())));
    return labels;
  }

  private AwsBasicCredentials newKey() {
    AccessKey key = iam.createAccessKey(create -> create.userName(user)).accessKey();
    return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
  }

  private void set(AwsBasicCredentials key, StatusType status) {
    iam.updateAccessKey(
        update -> update.userName(user).accessKeyId(key.accessKeyId()).status(status));
  }

  private void delete(AwsBasicCredentials key) {
    iam.deleteAccessKey(delete -> delete.userName(user).accessKeyId(key.accessKeyId()));
  }

  private List<AccessKeyMetadata> listed() {
    return iam.listAccessKeys(list -> list.userName(user)).accessKeyMetadata();
  }

  private AccessKeyLastUsed lastUse(AwsBasicCredentials key) {
    return iam.getAccessKeyLastUsed(get -> get.accessKeyId(key.accessKeyId())).accessKeyLastUsed();
  }

  private String arnOf(AwsBasicCredentials key) {
    try (StsClient sts = AwsClients.sts(aws.endpoint(), key)) {
      return sts.getCallerIdentity().arn();
    }
  }

  private String identityOf(AwsBasicCredentials key) {
    try (StsClient sts = AwsClients.sts(aws.endpoint(), key)) {
      var identity = sts.getCallerIdentity();
      return identity.account() + " " + identity.arn() + " " + identity.userId();
    }
  }

  private String refusal(AwsBasicCredentials key) {
    return error(() -> arnOf(key));
  }

  private static String error(Runnable call) {
    AwsServiceException refused = catchThrowableOfType(AwsServiceException.class, call::run);
    return refused.statusCode() + " " + refused.awsErrorDetails().errorCode();
  }

  private String control(String method, String path, String body, int status) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = aws.control().resolve(path);
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(uri)
                  .timeout(Duration.ofSeconds(10))
                  .method(method, HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      return answer.body();
    }
  }
}
