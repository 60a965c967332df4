// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.rekey.connectors.aws;

import org.jspecify.annotations.NullMarked;
