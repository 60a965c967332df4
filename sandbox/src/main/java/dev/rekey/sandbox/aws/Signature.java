// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.aws;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4 of calls in the query protocol, checked where moto no longer can: it
 * forgets a deleted key at once, AWS does not.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">how
 *     a request is signed</a>
 */
final class Signature {
  private static final String HMAC = "HmacSHA256";

  /** A secret access key, in the one form that signing needs; it shows nothing of itself. */
  static final class Secret {
    private final SecretKeySpec key;

    Secret(String secretAccessKey) {
      key = new SecretKeySpec(("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8), HMAC);
    }
  }

  private Signature() {}

  /** Whether the request was signed with that secret. */
  static boolean isBy(Secret secret, AwsRequest request, AwsRequest.Signer signer) {
    byte[] key = secret.key.getEncoded();
    for (String part : signer.scope().split("/", -1)) {
      key = hmac(key, part);
    }
    String stringToSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            request.header("x-amz-date"),
            signer.scope(),
            sha256(canonical(request, signer).getBytes(StandardCharsets.UTF_8)));
    byte[] expected =
        HexFormat.of().formatHex(hmac(key, stringToSign)).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected, signer.signature().getBytes(StandardCharsets.US_ASCII));
  }

  /** The query protocol posts to the root without a query, which keeps the canonical form short. */
  private static String canonical(AwsRequest request, AwsRequest.Signer signer) {
    String headers =
        signer.signedHeaders().stream()
            .map(name -> name + ":" + request.header(name).strip().replaceAll(" +", " ") + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.method(),
        "/",
        "",
        headers,
        String.join(";", signer.signedHeaders()),
        sha256(request.body()));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
