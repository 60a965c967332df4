// SPDX-License-Identifier: Apache-2.0
/**
 * Speaks to AWS: issues, lists, tries and kills the access keys of IAM users.
 *
 * <p>Lives here: one call at a time to IAM and STS, and what its answer means as an outcome or a
 * verdict. Does not live here: retries, order, waiting for AWS's lag. Calls are signed by AWS's SDK
 * and sent by a bare HTTP client ({@link dev.rekey.connectors.aws.BareHttp}) that repeats nothing,
 * follows nothing and keeps no connection.
 *
 * <p>The SDK takes a secret access key as a {@code String}. Such strings live as long as one call,
 * are held by no field of ours, and are left to the garbage collector: they cannot be wiped.
 */
@NullMarked
package dev.rekey.connectors.aws;

import org.jspecify.annotations.NullMarked;
