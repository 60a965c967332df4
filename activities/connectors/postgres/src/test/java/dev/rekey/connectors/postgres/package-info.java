// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.rekey.connectors.postgres;

import org.jspecify.annotations.NullMarked;
