// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.aws;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer in AWS's query protocol, or in its JSON protocol.
 *
 * @param status of HTTP
 * @param body XML or JSON
 */
record AwsAnswer(int status, String body) {
  private static final Pattern CODE =
      Pattern.compile("<Code>([^<]+)</Code>|\"__type\": *\"(?:[^\"#]*#)?([^\"]+)\"");

  /** What speaks the JSON protocol. */
  private static final Set<String> JSON = Set.of("secretsmanager", "ssm");

  private static final Pattern LAST_USED =
      Pattern.compile("<AccessKeyLastUsed>.*?</AccessKeyLastUsed>", Pattern.DOTALL);

  boolean succeeded() {
    return status / 100 == 2;
  }

  /** AWS's word for what went wrong; empty after success. */
  Optional<String> errorCode() {
    Matcher matcher = CODE.matcher(body);
    return succeeded() || !matcher.find()
        ? Optional.empty()
        : Optional.ofNullable(matcher.group(1)).or(() -> Optional.ofNullable(matcher.group(2)));
  }

  /** The text of the first element of that name. */
  Optional<String> element(String name) {
    Matcher matcher = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(body);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  /** moto wraps refused signatures in one element more than AWS does. */
  AwsAnswer likeAws() {
    return new AwsAnswer(status, body.replace("<Errors>", "").replace("</Errors>", ""));
  }

  /**
   * What AWS answers for a key that it does not know, or knows as inactive.
   *
   * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">common
   *     errors</a>
   */
  static AwsAnswer invalidKey(String service) {
    String message = "The security token included in the request is invalid.";
    return JSON.contains(service)
        ? json(400, "UnrecognizedClientException", message)
        : error(service, 403, "Sender", "InvalidClientTokenId", message);
  }

  /** A key that is known and a signature that was not made with its secret. */
  static AwsAnswer wrongSignature(String service) {
    String message =
        "The request signature we calculated does not match the signature you provided.";
    return JSON.contains(service)
        ? json(400, "InvalidSignatureException", message)
        : error(service, 403, "Sender", "SignatureDoesNotMatch", message);
  }

  /** What AWS answers to one call too many: status 400, not 429. */
  static AwsAnswer throttled(String service) {
    return JSON.contains(service)
        ? json(400, "ThrottlingException", "Rate exceeded")
        : error(service, 400, "Sender", "Throttling", "Rate exceeded");
  }

  /** What AWS answers to a call that the caller has no right to. */
  static AwsAnswer denied(String service) {
    String message = "User is not authorized to perform this action";
    return JSON.contains(service)
        ? json(400, "AccessDeniedException", message)
        : error(service, 403, "Sender", "AccessDenied", message);
  }

  static AwsAnswer broken(String service) {
    String message = "The request processing has failed.";
    return JSON.contains(service)
        ? json(500, "InternalServiceError", message)
        : error(service, 500, "Receiver", "InternalFailure", message);
  }

  /** What Secrets Manager answers about a secret that is not there. */
  static AwsAnswer noSecret() {
    return json(
        400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  }

  private static AwsAnswer json(int status, String code, String message) {
    return new AwsAnswer(
        status, "{\"__type\": \"%s\", \"message\": \"%s\"}".formatted(code, message));
  }

  static AwsAnswer callerIdentity(String arn, String userId, String account) {
    return new AwsAnswer(
        200,
        """
        <GetCallerIdentityResponse xmlns="%s"><GetCallerIdentityResult><Arn>%s</Arn>\
        <UserId>%s</UserId><Account>%s</Account></GetCallerIdentityResult>\
        <ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata>\
        </GetCallerIdentityResponse>\
        """
            .formatted(namespace("sts"), arn, userId, account, UUID.randomUUID()));
  }

  /** The same answer to {@code GetAccessKeyLastUsed} with what really was the last use. */
  AwsAnswer withLastUse(Optional<Keys.Use> use) {
    String told =
        use.map(last ->
                "<LastUsedDate>%s</LastUsedDate><ServiceName>%s</ServiceName><Region>%s</Region>"
                    .formatted(seconds(last.at()), last.service(), last.region()))
            .orElse("<ServiceName>N/A</ServiceName><Region>N/A</Region>");
    String element = "<AccessKeyLastUsed>" + told + "</AccessKeyLastUsed>";
    return new AwsAnswer(
        status, LAST_USED.matcher(body).replaceFirst(Matcher.quoteReplacement(element)));
  }

  private static Instant seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS);
  }

  private static AwsAnswer error(
      String service, int status, String type, String code, String message) {
    return new AwsAnswer(
        status,
        """
        <ErrorResponse xmlns="%s"><Error><Type>%s</Type><Code>%s</Code><Message>%s</Message>\
        </Error><RequestId>%s</RequestId></ErrorResponse>\
        """
            .formatted(namespace(service), type, code, message, UUID.randomUUID()));
  }

  private static String namespace(String service) {
    return service.equals("sts")
        ? "https://sts.amazonaws.com/doc/2011-06-15/"
        : "https://iam.amazonaws.com/doc/2010-05-08/";
  }
}
