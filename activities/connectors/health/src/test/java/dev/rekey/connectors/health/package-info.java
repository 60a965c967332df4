// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.rekey.connectors.health;

import org.jspecify.annotations.NullMarked;
