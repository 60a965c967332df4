// SPDX-License-Identifier: Apache-2.0
package dev.rekey.spi;

import dev.rekey.words.CredentialId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One credential as its system lists it.
 *
 * @param created null if the system does not say when it was made: that is no reason to take it for
 *     old or for new
 * @param label the label given at issue, null if the kind is not labelled or it has none
 */
public record ListedCredential(
    CredentialId id, @Nullable Instant created, boolean enabled, @Nullable String label) {}
