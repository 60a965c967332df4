// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.evidence.decision.KeyReplacement;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.runtime.decisions.DecisionRefused;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.runtime.vouching.Offer;
import dev.rekey.runtime.vouching.Vouching;
import dev.rekey.worker.server.LostKey;
import dev.rekey.worker.server.ServerSettings;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Replaces the lost instance key; says of everything else why it is not answered. */
@RestController
class VouchingController {

  private final Vouching vouching;
  private final ServerSettings settings;

  VouchingController(Vouching vouching, ServerSettings settings) {
    this.vouching = vouching;
    this.settings = settings;
  }

  /**
   * Chains that belong together.
   *
   * @param name the campaign's own chain, or that of the rosters
   * @param heads the digest of where they stand, as it is signed
   */
  record ChainsView(String name, int chains, long entries, String heads) {}

  /**
   * A new instance key.
   *
   * @param root of the tree over all chains' heads, as it is signed
   * @param headsKept whether a file outside the database confirms the heads
   */
  record ReplacementView(
      String key,
      String root,
      int count,
      List<ChainsView> ledger,
      String roster,
      boolean headsKept,
      List<String> vouchedBy,
      int needed,
      boolean replaced) {}

  @PostMapping("/api/v1/keys/instance/replacement")
  ReplacementView offer() {
    return answer(vouching::offer);
  }

  @PostMapping("/api/v1/keys/instance/replacement/vouched")
  ReplacementView vouch(@RequestBody SignedStatement signed) {
    return answer(() -> vouching.vouch(signed));
  }

  @RequestMapping("/api/v1/**")
  void notNow() {
    throw new Refused(503, LostKey.sentence(settings.keys()), List.of(), LostKey.NEXT);
  }

  private ReplacementView answer(Supplier<Offer> asked) {
    if (!vouching.isNeeded()) {
      throw new Refused(
          409,
          "the instance key is in its place again",
          List.of(),
          "end rekey up (Ctrl-C) and start it again");
    }
    try {
      return view(asked.get());
    } catch (DecisionRefused | TamperedLedger refused) {
      throw new Refused(
          403,
          String.valueOf(refused.getMessage()),
          List.of(),
          "rekey key replace instance --help");
    }
  }

  private static ReplacementView view(Offer offer) {
    return new ReplacementView(
        offer.key().value(),
        offer.subject().root().value(),
        offer.subject().count(),
        offer.heads().entrySet().stream()
            .map(one ->
                new ChainsView(
                    one.getKey(),
                    one.getValue().heads().size(),
                    one.getValue().heads().values().stream().mapToLong(head -> head.seq()).sum(),
                    one.getValue().item(one.getKey()).shown().value()))
            .toList(),
        offer.roster().digest().value(),
        offer.headsKept(),
        offer.vouchedBy().stream().map(person -> person.value()).toList(),
        KeyReplacement.NEEDED,
        offer.replaced());
  }
}
