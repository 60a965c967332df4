// SPDX-License-Identifier: Apache-2.0
/**
 * Systems without a connector: no row of anyone's list falls out for want of one. Nothing is called
 * here; what is to be done people do by hand, and what is true there two of them attest.
 *
 * <p>Does not live here: tasks, instructions, attestations.
 */
@NullMarked
package dev.rekey.connectors.manual;

import org.jspecify.annotations.NullMarked;
