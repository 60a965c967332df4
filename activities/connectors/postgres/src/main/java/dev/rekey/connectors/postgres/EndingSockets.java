// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets whose end is told to whoever skips bytes.
 *
 * <p>The driver skips messages that it does not expect until all their bytes have come, and takes
 * no notice of the end: when somebody else answers with what reads like a long message, and hangs
 * up, it would loop for ever, and closing the socket under it would not help. Made by the driver
 * from its name, hence public.
 */
public final class EndingSockets extends SocketFactory {

  /** Called by the driver. */
  public EndingSockets() {}

  @Override
  public Socket createSocket() {
    return new EndingSocket();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw connectsItself();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
    throw connectsItself();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw connectsItself();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
    throw connectsItself();
  }

  private static UnsupportedOperationException connectsItself() {
    return new UnsupportedOperationException("the driver connects sockets by itself");
  }

  private static final class EndingSocket extends Socket {
    @Override
    public InputStream getInputStream() throws IOException {
      return new EndingStream(super.getInputStream());
    }
  }
}
