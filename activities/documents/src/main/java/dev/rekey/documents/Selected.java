// SPDX-License-Identifier: Apache-2.0
package dev.rekey.documents;

import dev.rekey.words.CredentialValue;

/** What selectors find. */
public sealed interface Selected {
  /** All of them find a text; the caller closes the value. */
  record Found(CredentialValue value) implements Selected {}

  /** At least this one finds nothing. */
  record Nothing(String part) implements Selected {}

  /** At least this one finds something that is no text. */
  record NoText(String part) implements Selected {}
}
