// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Verdict;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears everything that a connector tells, and knows the values that it must not tell. */
final class Witness {

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<byte[]> values = new CopyOnWriteArrayList<>();

  /** Passes an outcome on and remembers how it reads. */
  <T> Outcome<T> hear(Outcome<T> outcome) {
    told.add(outcome.toString());
    return outcome;
  }

  /** Passes a verdict on and remembers how it reads. */
  Verdict hear(Verdict verdict) {
    told.add(verdict.toString());
    return verdict;
  }

  /** Remembers what was thrown, causes included. */
  void hear(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      told.add(cause.toString());
    }
  }

  /** Remembers a value; its parts that read like a public text (an id, a name) may be told. */
  void guard(CredentialValue value, String... publicTexts) {
    List<String> known = List.of(publicTexts);
    for (String part : value.names()) {
      byte[] bytes = value.part(part).open(byte[]::clone);
      if (!known.contains(new String(bytes, UTF_8))) {
        values.add(bytes);
      }
    }
  }

  /**
   * Nothing that was told since the last time holds a guarded value, in clear or in a common
   * encoding. Values stay guarded: what one test made, a later one may give away.
   */
  void assertNothingWasGivenAway() {
    String all = String.join("\n", told);
    told.clear();
    for (byte[] value : values) {
      for (String form : forms(value)) {
        if (all.contains(form)) {
          throw new AssertionError(
              "a value of %d bytes is given away in what the connector told"
                  .formatted(value.length));
        }
      }
    }
  }

  private static List<String> forms(byte[] value) {
    String clear = new String(value, UTF_8);
    List<String> forms = new ArrayList<>();
    forms.add(clear);
    forms.add(Base64.getEncoder().withoutPadding().encodeToString(value));
    forms.add(HexFormat.of().formatHex(value));
    forms.add(HexFormat.of().withUpperCase().formatHex(value));
    forms.add(URLEncoder.encode(clear, UTF_8));
    return forms;
  }
}
