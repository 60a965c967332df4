// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.ledger.CampaignChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.worker.temporal.CodecKey;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** This installation's own keys. */
@RestController
class KeysController {

  private final Ledger ledger;
  private final CodecKey codec;
  private final Campaigns campaigns;

  KeysController(Ledger ledger, CodecKey codec, Campaigns campaigns) {
    this.ledger = ledger;
    this.codec = codec;
    this.campaigns = campaigns;
  }

  /**
   * A key that was made.
   *
   * @param use instance or codec
   * @param id as its file names it
   */
  record RotatedView(String use, int id) {}

  @PostMapping("/api/v1/keys/{use}/rotate")
  RotatedView rotate(@PathVariable String use) {
    return switch (use) {
      case "instance" -> new RotatedView(use, ledger.rotateKey(openChains()));
      case "codec" -> new RotatedView(use, codec.rotate());
      default ->
          throw new IllegalArgumentException(
              "key '%s' (expected: instance or codec)".formatted(use));
    };
  }

  /** Only a lost one is replaced; this server has its own. */
  @PostMapping("/api/v1/keys/instance/replacement")
  void replace() {
    throw new Refused(
        409,
        "the instance key is in its place (expected: lost, to be replaced)",
        List.of(),
        "rekey key rotate instance");
  }

  private List<String> openChains() {
    return campaigns.all().stream()
        .filter(campaign -> !campaign.state().equals("closed"))
        .map(CampaignRow::name)
        .map(CampaignChain::name)
        .toList();
  }
}
