// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

/**
 * How a campaign ended.
 *
 * @param certificate the digest of the certificate's body
 */
public record ClosedView(CampaignState state, String certificate) {}
