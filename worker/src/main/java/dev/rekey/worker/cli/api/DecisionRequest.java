// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.SignedStatement;
import java.util.List;

/**
 * A signed decision to hand in.
 *
 * @param items what it is about, where that is a list
 */
public record DecisionRequest(String text, String signature, List<ItemView> items) {

  public DecisionRequest {
    items = List.copyOf(items);
  }

  public static DecisionRequest of(SignedStatement signed, List<Item> items) {
    return new DecisionRequest(
        signed.text(),
        signed.signature(),
        items.stream().map(item -> new ItemView(item.rotation(), item.shown().value())).toList());
  }

  /** An item of the list. */
  public record ItemView(String rotation, String shown) {}
}
