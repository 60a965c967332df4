// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.health;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Sockets that connect only where the rule allows. The rule is asked about the very address that is
 * connected to: a name that is looked up twice may mean two addresses, and one that is a literal is
 * never looked up.
 */
final class GuardedSockets extends SocketFactory {

  private final AddressRule rule;

  GuardedSockets(AddressRule rule) {
    this.rule = rule;
  }

  /** Nothing was sent: the address may not be asked. */
  static final class RefusedAddress extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedAddress(InetAddress address) {
      super("address %s is internal".formatted(address.getHostAddress()));
    }
  }

  @Override
  public Socket createSocket() {
    // No proxy of the surroundings either: it would connect where it likes.
    return new Socket(Proxy.NO_PROXY) {
      @Override
      public void connect(SocketAddress to) throws IOException {
        require(to);
        super.connect(to);
      }

      @Override
      public void connect(SocketAddress to, int timeout) throws IOException {
        require(to);
        super.connect(to, timeout);
      }
    };
  }

  private void require(SocketAddress to) throws IOException {
    if (!(to instanceof InetSocketAddress socket) || socket.isUnresolved()) {
      throw new IOException("no address that can be judged");
    }
    if (!rule.allows(socket.getAddress())) {
      throw new RefusedAddress(socket.getAddress());
    }
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException("a socket is made first and connected then");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
    throw new UnsupportedOperationException("a socket is made first and connected then");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException("a socket is made first and connected then");
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
    throw new UnsupportedOperationException("a socket is made first and connected then");
  }
}
