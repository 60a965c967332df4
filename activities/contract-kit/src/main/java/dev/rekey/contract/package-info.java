// SPDX-License-Identifier: Apache-2.0
/**
 * The suite that every connector must pass, against the real system or its most faithful double.
 *
 * <p>A connector's author writes a bench ({@link dev.rekey.contract.IssuerBench}, {@link
 * dev.rekey.contract.PlacesBench}) and extends {@link dev.rekey.contract.IssuerContract} or {@link
 * dev.rekey.contract.PlacesContract}; the declared capabilities steer what is expected, and no test
 * is skipped: what a kind cannot do must be refused. Lives here: the suites, the benches' shape,
 * and the proxy that spoils calls on the way. Does not live here: anything about a particular
 * system.
 */
@NullMarked
package dev.rekey.contract;

import org.jspecify.annotations.NullMarked;
