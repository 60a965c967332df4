// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.chain.Head;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where chains that belong together stood when an instance key was replaced. A head holds its whole
 * chain, so whoever signs this vouches for every entry up to there.
 *
 * @param heads by the chain's name
 */
public record VouchedHeads(SortedMap<String, Head> heads) {

  public VouchedHeads {
    heads = Collections.unmodifiableSortedMap(new TreeMap<>(heads));
  }

  /** What stands for them in the list that is signed, under the name of what they belong to. */
  public Item item(String name) {
    return new Item(name, Digest.ofText(CanonicalJson.write(toJson())));
  }

  SortedMap<String, Object> toJson() {
    SortedMap<String, Object> json = new TreeMap<>();
    heads.forEach((chain, head) -> json.put(chain, Map.of("seq", head.seq(), "hash", head.hash())));
    return CanonicalJson.copy(json);
  }

  static VouchedHeads fromJson(Fields fields) {
    SortedMap<String, Head> heads = new TreeMap<>();
    for (String chain : fields.names()) {
      Fields head = fields.object(chain);
      heads.put(chain, new Head(head.number("seq"), head.digest("hash")));
      head.end();
    }
    return new VouchedHeads(heads);
  }
}
