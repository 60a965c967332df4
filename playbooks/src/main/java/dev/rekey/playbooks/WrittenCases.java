// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import dev.rekey.planning.Cases;
import dev.rekey.planning.Playbook;
import dev.rekey.planning.scope.LeakedCredential;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What playbooks say of some credentials only, compiled once. */
public final class WrittenCases implements Cases {

  private final SortedMap<String, List<PlaybookCase>> cases;

  private WrittenCases(SortedMap<String, List<PlaybookCase>> cases) {
    this.cases = Collections.unmodifiableSortedMap(cases);
  }

  /** Those of these playbooks, whose names differ. */
  public static WrittenCases of(List<WrittenPlaybook> written) {
    SortedMap<String, List<PlaybookCase>> cases = new TreeMap<>();
    written.forEach(one -> cases.put(one.playbook().name(), one.cases()));
    return new WrittenCases(cases);
  }

  /** A playbook that was derived for a kind of a system's own bears that kind after its name. */
  @Override
  public Fit fit(Playbook playbook, LeakedCredential credential) {
    String derived = "-" + playbook.kind();
    String name = playbook.name();
    List<PlaybookCase> own = cases.get(name);
    if (own == null && name.endsWith(derived)) {
      own = cases.get(name.substring(0, name.length() - derived.length()));
    }
    return PlaybookCase.fit(playbook, own == null ? List.of() : own, credential);
  }
}
