// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rekey.words.Secret;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Arrays;
import org.postgresql.plugin.AuthenticationRequestType;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * A password for one connection, handed to the driver only when the server asks for it, and only
 * for an exchange that does not show it; remembers whether it was asked for.
 */
final class Handover {

  private final Secret secret;
  private boolean asked;
  private boolean withheld;

  Handover(Secret secret) {
    this.secret = secret;
  }

  /**
   * What the driver gets, and wipes.
   *
   * @throws PSQLException if it would be sent in clear
   */
  char[] give(AuthenticationRequestType type) throws PSQLException {
    return switch (type) {
      case SASL, MD5_PASSWORD -> {
        asked = true;
        yield secret.open(Handover::characters);
      }
      case CLEARTEXT_PASSWORD, GSS -> {
        withheld = true;
        throw new PSQLException("password withheld", PSQLState.CONNECTION_REJECTED);
      }
    };
  }

  private static char[] characters(byte[] bytes) {
    CharBuffer decoded = UTF_8.decode(ByteBuffer.wrap(bytes));
    char[] characters = new char[decoded.remaining()];
    decoded.get(characters);
    Arrays.fill(decoded.array(), '\0');
    return characters;
  }

  /** Whether the server wanted to see a proof of the password: if not, any would have done. */
  boolean asked() {
    return asked;
  }

  /** Whether the server asked for the password in a form in which it is not given. */
  boolean withheld() {
    return withheld;
  }
}
