// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.health;

import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A private authority and what it has signed. */
final class Authority {

  private static final Duration VALID = Duration.ofDays(2);

  private final HeldCertificate own;

  Authority(String name) {
    this.own = new HeldCertificate.Builder().certificateAuthority(0).commonName(name).build();
  }

  /**
   * Signs a certificate that is valid for two days, and serves with it.
   *
   * @param host whom it is for, a name or an address
   * @param from when it begins, from now
   */
  SSLSocketFactory serve(String host, Duration from) {
    Instant begin = Instant.now().plus(from);
    HeldCertificate served =
        new HeldCertificate.Builder()
            .commonName("served")
            .addSubjectAlternativeName(host)
            .validityInterval(begin.toEpochMilli(), begin.plus(VALID).toEpochMilli())
            .signedBy(own)
            .build();
    return new HandshakeCertificates.Builder().heldCertificate(served).build().sslSocketFactory();
  }

  /** Its own certificate as people keep it, words around it included. */
  String pem() {
    return "subject=anybody\n" + own.certificatePem();
  }
}
