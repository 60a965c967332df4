// SPDX-License-Identifier: Apache-2.0
/** IAM users of AWS with access keys: held by applications, forgotten, or made by the attacker. */
@NullMarked
package dev.rekey.sandbox.estate.aws;

import org.jspecify.annotations.NullMarked;
