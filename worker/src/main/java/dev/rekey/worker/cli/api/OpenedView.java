// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import org.jspecify.annotations.Nullable;

/**
 * A campaign that was just opened.
 *
 * @param state null where the server takes it for granted
 */
public record OpenedView(String name, @Nullable CampaignState state) {}
