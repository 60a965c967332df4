// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A campaign to open.
 *
 * @param cutOff what was created after it is not revoked; null for the end of the exposure
 */
public record NewCampaign(
    String name,
    String cause,
    Instant exposedFrom,
    Instant exposedUntil,
    @Nullable Instant cutOff,
    String author) {}
