// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.aws;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call in AWS's query protocol (IAM, STS), a form whose parameter {@code Action} names it; or in
 * its JSON protocol (Secrets Manager, Systems Manager), where the header {@code X-Amz-Target} does.
 *
 * @param method of HTTP
 * @param target path and query, as sent
 * @param headers by lower-case name, as sent
 * @param body as sent: the signature covers each byte
 * @param parameters of the form; of a call in JSON none that mean anything
 * @param signer who signed it; empty if nobody did
 */
@SuppressWarnings("ArrayRecordComponent")
record AwsRequest(
    String method,
    URI target,
    Map<String, String> headers,
    byte[] body,
    Map<String, String> parameters,
    Optional<Signer> signer) {

  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request,\\s*"
              + "SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]+)");

  /**
   * What an {@code Authorization} header of Signature Version 4 says.
   *
   * @param keyId the access key id
   * @param date eight digits
   * @param region such as {@code us-east-1}
   * @param service {@code iam}, {@code sts}, {@code secretsmanager} or {@code ssm}
   * @param signedHeaders lower-case names in order
   * @param signature in hex
   */
  record Signer(
      String keyId,
      String date,
      String region,
      String service,
      List<String> signedHeaders,
      String signature) {

    static Optional<Signer> of(String authorization) {
      Matcher matcher = CREDENTIAL.matcher(authorization);
      return matcher.matches()
          ? Optional.of(
              new Signer(
                  matcher.group(1),
                  matcher.group(2),
                  matcher.group(3),
                  matcher.group(4),
                  List.of(matcher.group(5).split(";", -1)),
                  matcher.group(6)))
          : Optional.empty();
    }

    /** The scope of the signing key, as it stands in the string to sign. */
    String scope() {
      return String.join("/", date, region, service, "aws4_request");
    }
  }

  static AwsRequest read(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(lower(name), String.join(",", values)));
    byte[] body = exchange.getRequestBody().readAllBytes();
    return new AwsRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI(),
        headers,
        body,
        form(new String(body, StandardCharsets.UTF_8)),
        Signer.of(headers.getOrDefault("authorization", "")));
  }

  /** What is asked for, e.g. {@code CreateAccessKey}; empty text if the call does not say. */
  String action() {
    return isJson()
        ? header("X-Amz-Target").replaceFirst("^.*\\.", "")
        : parameters.getOrDefault("Action", "");
  }

  /** Whether it is in the JSON protocol, and wants to be answered so. */
  boolean isJson() {
    return header("Content-Type").startsWith("application/x-amz-json");
  }

  /** The user that an IAM call is about, if it names one. */
  Optional<String> userName() {
    return Optional.ofNullable(parameters.get("UserName"));
  }

  /** The access key that an IAM call is about, if it names one. */
  Optional<String> subject() {
    return Optional.ofNullable(parameters.get("AccessKeyId"));
  }

  /** Empty text if there is none. */
  String header(String name) {
    return headers.getOrDefault(lower(name), "");
  }

  private static Map<String, String> form(String body) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Not ours to judge: it is passed on as it came.
      return text;
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
