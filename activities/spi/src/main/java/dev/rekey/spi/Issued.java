// SPDX-License-Identifier: Apache-2.0
package dev.rekey.spi;

import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import java.time.Instant;

/** A credential just issued; the caller owns and closes the value. */
public record Issued(CredentialId id, Instant created, CredentialValue value) {}
