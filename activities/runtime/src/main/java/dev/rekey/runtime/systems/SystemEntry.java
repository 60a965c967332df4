// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.systems;

import dev.rekey.spi.SystemSettings;
import dev.rekey.words.SystemName;

/**
 * A system as it was added.
 *
 * @param soleIssuer whether nobody but Rekey issues credentials there during a campaign: then an
 *     unrecorded one that appeared within an intent is ours (P3)
 * @param compression by how much lags and windows are compressed; 1 outside the sandbox
 */
public record SystemEntry(
    SystemName name,
    String connector,
    SystemSettings settings,
    boolean soleIssuer,
    int compression) {}
