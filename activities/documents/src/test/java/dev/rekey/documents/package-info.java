// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.rekey.documents;

import org.jspecify.annotations.NullMarked;
