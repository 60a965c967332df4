// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every IAM write and every STS call that reached the sandbox, in the order of their outcome, with
 * names and ids only. Nothing is ever taken out of it.
 */
public final class Journal {
  private final List<Call> calls = new ArrayList<>();
  private final Map<String, Instant> lastSuccess = new HashMap<>();

  Journal() {}

  /** All calls so far. */
  public List<Call> calls() {
    return since(0);
  }

  /** The calls from that one on, counted from 0: for whoever reads on and on. */
  public synchronized List<Call> since(int first) {
    return List.copyOf(calls.subList(Math.min(Math.max(first, 0), calls.size()), calls.size()));
  }

  /** When that key was last accepted; empty if it never was. */
  public synchronized Optional<Instant> lastSuccess(String keyId) {
    return Optional.ofNullable(lastSuccess.get(keyId));
  }

  synchronized void add(Call call) {
    calls.add(call);
    if (call.accepted()) {
      call.signer().ifPresent(id -> lastSuccess.merge(id, call.at(), Journal::later));
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
