// SPDX-License-Identifier: Apache-2.0
/** Speaks to AWS IAM and STS. */
@NullMarked
package dev.rekey.connectors.aws;

import org.jspecify.annotations.NullMarked;
