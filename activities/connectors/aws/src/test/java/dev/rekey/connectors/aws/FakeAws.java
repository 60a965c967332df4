// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rekey.contract.ContractTools;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** Answers as AWS does, action by action, with whatever a test wants answered. */
final class FakeAws implements AutoCloseable {

  static final String OWN_SECRET = "OwnSecretOwnSecretOwnSecretOwnSecretOwnS";
  static final String OWN_KEY =
      "{\"id\":\"AKIAOWNOWNOWNOWNOWN1\",\"secret\":\"" + OWN_SECRET + "\"}";

  private final MockWebServer server = new MockWebServer();
  private final Map<String, Function<Map<String, String>, MockResponse>> answers =
      new ConcurrentHashMap<>();
  private final List<String> actions = new CopyOnWriteArrayList<>();

  FakeAws() {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            var body = request.getBody();
            Map<String, String> form = form(body == null ? "" : body.utf8());
            String target = request.getHeaders().get("X-Amz-Target");
            String action =
                target == null
                    ? form.getOrDefault("Action", "none")
                    : target.substring(target.lastIndexOf('.') + 1);
            actions.add(action);
            return answers.getOrDefault(action, ignored -> error(400, "InvalidAction")).apply(form);
          }
        });
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    answer("GetCallerIdentity", caller("123456789012", "user/rekey"));
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&")) {
      int sign = pair.indexOf('=');
      if (sign > 0) {
        form.put(pair.substring(0, sign), URLDecoder.decode(pair.substring(sign + 1), UTF_8));
      }
    }
    return form;
  }

  void answer(String action, MockResponse response) {
    answers.put(action, form -> response);
  }

  void answer(String action, Function<Map<String, String>, MockResponse> response) {
    answers.put(action, response);
  }

  /** The actions called so far, in order. */
  List<String> actions() {
    return List.copyOf(actions);
  }

  /** A connector's client with these settings beside endpoint and credentials. */
  SystemClient client(ContractTools tools, String... settings) {
    Map<String, String> values = new HashMap<>();
    values.put("endpoint", "http://127.0.0.1:" + server.getPort());
    values.put("credentials", "file:own");
    values.put("timeout", "5s");
    for (int i = 0; i < settings.length; i += 2) {
      values.put(settings[i], settings[i + 1]);
    }
    return new AwsConnector().open(SystemSettings.of(new SystemName("aws-test"), values), tools);
  }

  /** The issuer of access keys, with a working own key. */
  Issuer issuer(String... settings) {
    return client(tools(OWN_KEY), settings).issuer(AwsConnector.ACCESS_KEY);
  }

  static ContractTools tools(String ownKey) {
    return new ContractTools("file:own", () -> Secret.taking(ownKey.getBytes(UTF_8)));
  }

  static MockResponse xml(String body) {
    return new MockResponse.Builder()
        .code(200)
        .setHeader("Content-Type", "text/xml")
        .body(body)
        .build();
  }

  /** As Secrets Manager and Systems Manager answer. */
  static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("Content-Type", "application/x-amz-json-1.1")
        .body(body)
        .build();
  }

  /** As IAM and STS write errors. */
  static MockResponse error(int status, String code) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("Content-Type", "text/xml")
        .body(
            "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error>"
                + "<Type>Sender</Type><Code>%s</Code><Message>vendor text</Message>".formatted(code)
                + "</Error><RequestId>req-1</RequestId></ErrorResponse>")
        .build();
  }

  /** What IAM answers to the simulation of that form, if one action is denied. */
  static MockResponse simulated(Map<String, String> form, String denied) {
    StringBuilder results = new StringBuilder();
    for (int i = 1; form.containsKey("ActionNames.member." + i); i++) {
      String action = form.getOrDefault("ActionNames.member." + i, "");
      results.append(
          "<member><EvalActionName>%s</EvalActionName><EvalDecision>%s</EvalDecision></member>"
              .formatted(action, action.equals(denied) ? "implicitDeny" : "allowed"));
    }
    return xml(
        "<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><EvaluationResults>"
            + results
            + "</EvaluationResults></SimulatePrincipalPolicyResult>"
            + "</SimulatePrincipalPolicyResponse>");
  }

  /** What STS answers; {@code resource} is the part of the ARN after the account. */
  static MockResponse caller(String account, String resource) {
    return callerArn(account, "arn:aws:iam::%s:%s".formatted(account, resource));
  }

  static MockResponse callerArn(String account, String arn) {
    return xml(
        "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>%s</Arn><UserId>AIDA1</UserId>"
                .formatted(arn)
            + "<Account>%s</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"
                .formatted(account));
  }

  /** One page of ListAccessKeys. */
  static MockResponse keys(String tail, String... ids) {
    StringBuilder members = new StringBuilder();
    for (String id : ids) {
      members.append(
          "<member><UserName>billing</UserName><AccessKeyId>%s</AccessKeyId>".formatted(id)
              + "<Status>Active</Status><CreateDate>2026-01-02T03:04:05Z</CreateDate></member>");
    }
    return xml(
        "<ListAccessKeysResponse><ListAccessKeysResult><UserName>billing</UserName>"
            + "<AccessKeyMetadata>%s</AccessKeyMetadata>%s".formatted(members, tail)
            + "</ListAccessKeysResult></ListAccessKeysResponse>");
  }

  @Override
  public void close() {
    server.close();
  }
}
