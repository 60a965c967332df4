// SPDX-License-Identifier: Apache-2.0
package dev.rekey.spi;

import dev.rekey.words.CredentialValue;

/** What stood at a place; the caller owns and closes the value. */
public record Reading(PlaceVersion version, CredentialValue value) {}
