// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.health;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Why no encrypted connection came to be, in words of ours: what a certificate says of itself is a
 * stranger's input.
 */
final class Distrust {

  private Distrust() {}

  /** What is wrong, and what to do about it. */
  static String why(SSLException thrown, String host, HealthSettings settings) {
    if (thrown instanceof SSLPeerUnverifiedException) {
      return ("its certificate is not for %s: give it one that is, or name it in the list as its"
              + " certificate does")
          .formatted(host);
    }
    if (has(thrown, CertificateExpiredException.class)) {
      return "its certificate has expired: renew it there";
    }
    if (has(thrown, CertificateNotYetValidException.class)) {
      return "its certificate is not valid yet: correct the clock there or here";
    }
    if (has(thrown, CertPathBuilderException.class)) {
      return settings
          .authorities()
          .map(authorities ->
              "nobody in %s has signed its certificate: add its authority's there"
                  .formatted(authorities.file()))
          .orElse(
              "nobody that Java trusts has signed its certificate: name its authority's in setting"
                  + " 'root-certificate' of system "
                  + settings.system());
    }
    return has(thrown, CertificateException.class)
        ? "its certificate, or one on the way to its authority, is of no use: renew it there"
        : "no encryption could be agreed on: ask it by http:// if it speaks no TLS";
  }

  private static boolean has(Throwable thrown, Class<? extends Throwable> kind) {
    return Stream.iterate(thrown, each -> each != null, Throwable::getCause)
        .anyMatch(kind::isInstance);
  }
}
