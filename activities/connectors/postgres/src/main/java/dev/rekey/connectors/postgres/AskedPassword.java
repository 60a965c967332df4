// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import org.postgresql.plugin.AuthenticationPlugin;
import org.postgresql.plugin.AuthenticationRequestType;
import org.postgresql.util.PSQLException;

/**
 * What the driver asks for a password, once the server has asked the driver.
 *
 * <p>Made by the driver from its name, hence public; it finds the password of the connection that
 * is being opened on its own thread, so no password is ever a property, which would be text.
 */
public final class AskedPassword implements AuthenticationPlugin {

  static final ScopedValue<Handover> OF_THIS_CONNECTION = ScopedValue.newInstance();

  /** Called by the driver. */
  public AskedPassword() {}

  @Override
  public char[] getPassword(AuthenticationRequestType type) throws PSQLException {
    return OF_THIS_CONNECTION.get().give(type);
  }
}
