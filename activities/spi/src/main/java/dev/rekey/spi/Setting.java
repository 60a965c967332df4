// SPDX-License-Identifier: Apache-2.0
package dev.rekey.spi;

/**
 * One setting of a connector's systems.
 *
 * @param name lower-case with dashes, for example {@code endpoint}
 * @param required whether a system without it is refused
 * @param secret whether its value is a credential: given only as a reference, never in clear
 * @param meaning one sentence: what it is, its unit, an example
 */
public record Setting(String name, boolean required, boolean secret, String meaning) {}
