// SPDX-License-Identifier: Apache-2.0
package dev.rekey.documents;

import dev.rekey.words.Secret;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;

/**
 * Where one part is: a text of the document, or what is within that text.
 *
 * @param pointer from the top of the document; empty for a document that is that text itself
 */
record Selector(JsonPointer pointer, Within within) {

  /** RFC 6901, section 3, without the empty pointer: a whole document is no text. */
  private static final Pattern POINTER = Pattern.compile("(/([^/~]|~[01])*)+");

  /** What stands for the pointer where the document is one text. */
  private static final String TEXT = "text";

  /** What of the text is meant. */
  enum Within {
    WHOLE(""),
    DSN_USER("dsn-user:"),
    DSN_PASSWORD("dsn-password:");

    private final String prefix;

    Within(String prefix) {
      this.prefix = prefix;
    }
  }

  /** Reads {@code /pointer}, {@code dsn-password:/pointer} or {@code dsn-password:text}. */
  static Optional<Selector> of(String text) {
    Within within = Within.WHOLE;
    for (Within each : Within.values()) {
      if (text.startsWith(each.prefix)) {
        within = each;
      }
    }
    String pointer = text.substring(within.prefix.length());
    if (pointer.equals(TEXT)) {
      return Optional.of(new Selector(JsonPointer.empty(), within));
    }
    return POINTER.matcher(pointer).matches()
        ? Optional.of(new Selector(JsonPointer.compile(pointer), within))
        : Optional.empty();
  }

  /** Finds the part within the text at the pointer; the caller closes it. */
  Optional<Secret> in(Secret text) {
    return switch (within) {
      case WHOLE -> Optional.of(text.copy());
      case DSN_USER -> Dsn.find(text, Dsn.Part.USER);
      case DSN_PASSWORD -> Dsn.find(text, Dsn.Part.PASSWORD);
    };
  }

  /** The text with another part; empty if it has no such part. The caller closes it. */
  Optional<Secret> replaced(Secret text, Secret part) {
    return switch (within) {
      case WHOLE -> Optional.of(part.copy());
      case DSN_USER -> Dsn.replaced(text, Dsn.Part.USER, part);
      case DSN_PASSWORD -> Dsn.replaced(text, Dsn.Part.PASSWORD, part);
    };
  }
}
