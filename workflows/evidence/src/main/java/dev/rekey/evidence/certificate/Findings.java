// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.chain.Entry;
import java.util.ArrayList;
import java.util.List;

/** Collects what the checks find: all of it, so that an auditor sees how far the damage goes. */
final class Findings {

  private final List<Finding> findings = new ArrayList<>();

  void add(String what) {
    findings.add(new Finding(null, null, what));
  }

  void add(String chain, String what) {
    findings.add(new Finding(chain, null, what));
  }

  void add(Entry entry, String what) {
    findings.add(new Finding(entry.chain(), entry.seq(), what));
  }

  void add(String chain, long seq, String what) {
    findings.add(new Finding(chain, seq, what));
  }

  List<Finding> all() {
    return List.copyOf(findings);
  }
}
