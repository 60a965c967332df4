// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.Shown;
import dev.rekey.evidence.decision.SignedStatement;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A certificate as it stands in a file: canonical JSON and one line end.
 *
 * @param signatures decisions to close, about the body's digest; kept sorted
 */
public record Certificate(CertificateBody body, List<SignedStatement> signatures) {

  private static final String FORM = "rekey/certificate/v1";

  public Certificate {
    requireNonNull(body, "body is null");
    signatures =
        signatures.stream()
            .sorted(comparing(SignedStatement::text).thenComparing(SignedStatement::signature))
            .toList();
  }

  /** The file's content. */
  public byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  private String text() {
    return CanonicalJson.write(
            Map.of(
                "certificate", FORM,
                "body", body.toJson(),
                "signatures", signatures.stream().map(SignedStatement::toJson).toList()))
        + "\n";
  }

  /**
   * Reads a file. That it has the form says nothing about what it says: see {@link
   * CertificateVerifier}.
   *
   * @throws MalformedEvidence if {@link #bytes} would not give the very same file
   */
  public static Certificate parse(byte[] file) {
    String text = decode(file);
    if (!text.endsWith("}\n")) {
      throw new MalformedEvidence("certificate: does not end with } and one line end");
    }
    Fields fields =
        Fields.of("certificate", CanonicalJson.read(text.substring(0, text.length() - 1)));
    String form = fields.text("certificate");
    if (!form.equals(FORM)) {
      throw new MalformedEvidence(
          "certificate: form '%s' (expected: %s)".formatted(Shown.text(form), FORM));
    }
    Certificate certificate = read(fields);
    if (!certificate.text().equals(text)) {
      throw new MalformedEvidence(
          "certificate: rows, decisions or signatures out of order, or a time finer than a"
              + " millisecond");
    }
    return certificate;
  }

  private static Certificate read(Fields fields) {
    try {
      Certificate certificate =
          new Certificate(
              CertificateBody.fromJson(fields.object("body")),
              fields.list("signatures", SignedStatement::fromJson));
      fields.end();
      return certificate;
    } catch (MalformedEvidence e) {
      throw e;
    } catch (IllegalArgumentException e) {
      // Names of people, teams and campaigns have checks and messages of their own.
      throw new MalformedEvidence("certificate: " + e.getMessage());
    }
  }

  private static String decode(byte[] file) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedEvidence("certificate: not text (expected: UTF-8)");
    }
  }
}
