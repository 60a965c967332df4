// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.rekey.connectors.openbao;

import org.jspecify.annotations.NullMarked;
