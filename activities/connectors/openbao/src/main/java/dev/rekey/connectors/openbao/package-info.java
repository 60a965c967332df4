// SPDX-License-Identifier: Apache-2.0
/** Speaks to OpenBao and Vault. */
@NullMarked
package dev.rekey.connectors.openbao;

import org.jspecify.annotations.NullMarked;
