// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.chain;

/** A chain was altered: entries were changed, removed, added or put in another order. */
public class BrokenChain extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String chain;
  private final long seq;
  private final String what;

  BrokenChain(String chain, long seq, String what) {
    super("chain %s is broken at entry %d: %s".formatted(chain, seq, what));
    this.chain = chain;
    this.seq = seq;
    this.what = what;
  }

  /** The chain's name. */
  public String chain() {
    return chain;
  }

  /** The number of the first entry that is not as it must be. */
  public long seq() {
    return seq;
  }

  /** What is wrong there. */
  public String what() {
    return what;
  }
}
