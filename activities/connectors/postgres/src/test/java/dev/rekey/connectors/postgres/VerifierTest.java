// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.words.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VerifierTest {

  /** The exchange that RFC 7677, section 3, gives as its example. */
  private static final String SALT = "W22ZaJ0SNY7soEsUEjb6gQ==";

  private static final String AUTH_MESSAGE =
      "n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
          + "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
          + "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
  private static final String PROOF = "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
  private static final String SIGNATURE = "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

  @Test
  void theServerOfTheStandardsExampleAcceptsItsClientWithOurVerifier() throws Exception {
    String[] keys = Verifier.of(secret("pencil"), 4096, SALT).keys().split(":");
    byte[] storedKey = Base64.getDecoder().decode(keys[0]);
    byte[] serverKey = Base64.getDecoder().decode(keys[1]);

    byte[] clientKey = hmac(storedKey);
    byte[] proof = Base64.getDecoder().decode(PROOF);
    for (int i = 0; i < clientKey.length; i++) {
      clientKey[i] ^= proof[i];
    }

    assertThat(MessageDigest.getInstance("SHA-256").digest(clientKey)).isEqualTo(storedKey);
    assertThat(Base64.getEncoder().encodeToString(hmac(serverKey))).isEqualTo(SIGNATURE);
  }

  private static byte[] hmac(byte[] key) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(AUTH_MESSAGE.getBytes(US_ASCII));
  }

  @Test
  void aVerifierReadBackAcceptsItsPasswordAndNoOther() {
    Salt salt = Salt.at(Instant.now(), new SecureRandom());
    Verifier stored = Verifier.parse(Verifier.of(secret("pencil"), salt).text()).orElseThrow();

    assertThat(stored.accepts(secret("pencil"))).isTrue();
    assertThat(stored.accepts(secret("pencils"))).isFalse();
    assertThat(stored.toString()).doesNotContain(stored.keys());
  }

  @Test
  void whatIsNoVerifierOfThisFormIsNotRead() {
    assertThat(Verifier.parse("md5a6343a68d964ca596d9752250d54bb8a")).isEmpty();
    assertThat(Verifier.parse("SCRAM-SHA-256$99999999:c2FsdA==$c2FsdA==:c2FsdA==")).isEmpty();
    assertThat(Verifier.parse("SCRAM-SHA-256$4096:c2FsdA==$c2FsdA==:c2FsdA==' OR '")).isEmpty();
  }

  @Test
  void aSaltOfOursTellsTheTimeOfTheChangeAndAnyOtherNone() {
    Instant change = Instant.parse("2026-11-25T20:15:30.123Z");
    Instant now = change.plus(Duration.ofDays(400));

    assertThat(Salt.at(change, new SecureRandom()).change(now)).contains(change);
    assertThat(Salt.at(change, new SecureRandom()))
        .isNotEqualTo(Salt.at(change, new SecureRandom()));
    assertThat(new Salt(SALT).change(now)).isEmpty();
    assertThat(Salt.at(now.plus(Duration.ofDays(2)), new SecureRandom()).change(now)).isEmpty();
  }

  private static Secret secret(String text) {
    return Secret.taking(text.toCharArray());
  }
}
