// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.seed;

/**
 * A key that was made and leaked, without its secret.
 *
 * @param user the IAM user that it speaks for
 * @param keyId its access key id
 * @param location where its application keeps it, e.g. {@code secret/apps/svc-search-003}
 * @param team that owns it
 * @param privilege {@code read}, {@code write} or {@code admin}, as the list states it
 */
public record SeededKey(
    String user, String keyId, String location, String team, String privilege) {}
