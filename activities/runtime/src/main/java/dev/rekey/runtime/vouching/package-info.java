// SPDX-License-Identifier: Apache-2.0
/**
 * What is done when the instance key is lost: two people vouch for the ledger as it stands and for
 * a new key. Its rotation, while it is there, is the ledger's.
 */
@NullMarked
package dev.rekey.runtime.vouching;

import org.jspecify.annotations.NullMarked;
