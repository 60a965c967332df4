// SPDX-License-Identifier: Apache-2.0
/**
 * AWS's IAM and STS as strict as the real ones: a proxy in front of moto that adds what moto leaves
 * out, breaks things on demand, and writes down what happened.
 *
 * <p>Here live the proxy and its controls. moto itself is started elsewhere; who uses the keys is
 * not known here.
 */
@NullMarked
package dev.rekey.sandbox.aws;

import org.jspecify.annotations.NullMarked;
