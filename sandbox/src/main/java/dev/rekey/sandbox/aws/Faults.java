// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.aws;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What shall go wrong with the next calls. Rules are used up in the order in which they came. */
public final class Faults {

  /**
   * One order.
   *
   * @param fault what goes wrong
   * @param action of which calls, e.g. {@code CreateAccessKey}; empty for all
   * @param user about which IAM user; empty for all
   * @param times how many calls it hits
   */
  public record Rule(Fault fault, Optional<String> action, Optional<String> user, int times) {
    /** Checks that it can hit anything. */
    public Rule {
      requireNonNull(fault, "fault is null");
      requireNonNull(action, "action is null");
      requireNonNull(user, "user is null");
      if (times < 1) {
        throw new IllegalArgumentException("times: " + times + " (expected: >= 1)");
      }
    }

    private boolean hits(AwsRequest request) {
      return action.map(request.action()::equals).orElse(true)
          && (user.isEmpty() || user.equals(request.userName()));
    }
  }

  private final List<Rule> rules = new ArrayList<>();

  Faults() {}

  /** The next calls of an action go wrong in that way. */
  public void next(Fault fault, String action, int times) {
    add(new Rule(fault, Optional.of(action), Optional.empty(), times));
  }

  /** Adds a rule behind the others. */
  public synchronized void add(Rule rule) {
    rules.add(rule);
  }

  /** Forgets all rules: from now on everything goes well. */
  public synchronized void clear() {
    rules.clear();
  }

  /** Forgets the rules about one user. */
  public synchronized void forget(String user) {
    rules.removeIf(rule -> rule.user().filter(user::equals).isPresent());
  }

  /** What is still to go wrong. */
  public synchronized List<Rule> pending() {
    return List.copyOf(rules);
  }

  /** What is still to go wrong with calls about these users. */
  public synchronized List<Rule> pending(Set<String> users) {
    return rules.stream().filter(rule -> rule.user().filter(users::contains).isPresent()).toList();
  }

  /** Uses up the first rule that hits the call. */
  synchronized Optional<Fault> of(AwsRequest request) {
    for (Iterator<Rule> all = rules.iterator(); all.hasNext(); ) {
      Rule rule = all.next();
      if (rule.hits(request)) {
        int index = rules.indexOf(rule);
        if (rule.times() == 1) {
          all.remove();
        } else {
          rules.set(index, new Rule(rule.fault(), rule.action(), rule.user(), rule.times() - 1));
        }
        return Optional.of(rule.fault());
      }
    }
    return Optional.empty();
  }
}
