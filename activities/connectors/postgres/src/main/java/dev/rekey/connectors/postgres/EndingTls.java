// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.postgresql.PGProperty;
import org.postgresql.ssl.DefaultJavaSSLFactory;
import org.postgresql.ssl.LibPQFactory;
import org.postgresql.util.PSQLException;

/**
 * The same as {@link EndingSockets} for encrypted connections, whose sockets lie over those: who
 * may have signed the server's certificate is the driver's own factories' to say. Made by the
 * driver from its name, hence public.
 */
public final class EndingTls extends SSLSocketFactory {

  private final SSLSocketFactory trusting;

  /** Called by the driver. */
  public EndingTls(Properties properties) throws PSQLException {
    String mode = String.valueOf(PGProperty.SSL_MODE.getOrDefault(properties));
    boolean whomJavaTrusts =
        mode.startsWith("verify") && PGProperty.SSL_ROOT_CERT.getOrDefault(properties) == null;
    this.trusting =
        whomJavaTrusts ? new DefaultJavaSSLFactory(properties) : new LibPQFactory(properties);
  }

  @Override
  public Socket createSocket(Socket below, String host, int port, boolean autoClose)
      throws IOException {
    return new EndingTlsSocket((SSLSocket) trusting.createSocket(below, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw overAnother();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
    throw overAnother();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw overAnother();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
    throw overAnother();
  }

  private static UnsupportedOperationException overAnother() {
    return new UnsupportedOperationException("the driver encrypts over a socket that it has");
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return trusting.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return trusting.getSupportedCipherSuites();
  }
}
