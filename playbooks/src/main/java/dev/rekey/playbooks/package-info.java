// SPDX-License-Identifier: Apache-2.0
/** What a person writes: language, parser, linter, library. */
@NullMarked
package dev.rekey.playbooks;

import org.jspecify.annotations.NullMarked;
