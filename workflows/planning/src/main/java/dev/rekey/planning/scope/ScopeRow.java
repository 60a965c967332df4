// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.rekey.planning.text.Shown;
import org.jspecify.annotations.Nullable;

/**
 * One row of one source. It is never dropped: it ends proven, ruled out, or open (promise P6).
 *
 * @param source the list that it stands in, for example {@code leaked.csv}
 * @param line the line in the source where it starts, from 1
 * @param credential what the row names; never null when resolved. An unresolved row that has one
 *     reads well by itself and is held for what stands beside it (a contradicting row, no
 *     playbook); it is judged anew whenever rows are merged. Go by {@code state}, not by this
 * @param reason why it is unresolved or ruled out, or what was merged; empty if there is nothing to
 *     say
 * @param shown the row as people may see it: control characters escaped, what looks like a secret
 *     hidden, at most 300 characters
 * @param clues what else is known of it
 */
public record ScopeRow(
    String source,
    int line,
    RowState state,
    @Nullable LeakedCredential credential,
    String reason,
    String shown,
    Clues clues) {

  /** One that says all there is. */
  public ScopeRow(
      String source,
      int line,
      RowState state,
      @Nullable LeakedCredential credential,
      String reason,
      String shown) {
    this(source, line, state, credential, reason, shown, Clues.NONE);
  }

  public ScopeRow {
    requireNonNull(source, "source is null");
    requireNonNull(state, "state is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(shown, "shown is null");
    // What was stored before there were clues has none.
    clues = requireNonNullElse(clues, Clues.NONE);
    if (shown.length() > Shown.LONGEST_LINE) {
      throw new IllegalArgumentException(
          "%s:%d: shown in %d characters (expected: at most %d)"
              .formatted(source, line, shown.length(), Shown.LONGEST_LINE));
    }
    if (line < 1) {
      throw new IllegalArgumentException("line: %d (expected: >= 1)".formatted(line));
    }
    if (state == RowState.RESOLVED && credential == null) {
      throw new IllegalArgumentException(
          "%s:%d: resolved without a credential".formatted(source, line));
    }
    if ((state == RowState.UNRESOLVED || state == RowState.RULED_OUT) && reason.isBlank()) {
      throw new IllegalArgumentException(
          "%s:%d: %s without a reason".formatted(source, line, state));
    }
  }

  /** The same row, unresolved for this reason. */
  public ScopeRow unresolved(String why) {
    return new ScopeRow(source, line, RowState.UNRESOLVED, credential, why, shown, clues);
  }

  /** The same row as of an inventory: it says that something exists, and not that it leaked. */
  ScopeRow known() {
    return new ScopeRow(
        source, line, RowState.KNOWN, credential, reason, shown, clues.ofInventory());
  }

  /** The same row, which is known to name this. */
  ScopeRow resolved(LeakedCredential named, String why) {
    return new ScopeRow(source, line, RowState.RESOLVED, named, why, shown, clues);
  }

  /** The same row with the fingerprint of the value that came with it. */
  public ScopeRow marked(String fingerprint) {
    return new ScopeRow(
        source,
        line,
        state,
        credential,
        reason,
        shown,
        new Clues(clues.cells(), fingerprint, clues.inventory()));
  }

  /** The row as plans keep it: without clues, of which no approval is. */
  public ScopeRow bare() {
    return new ScopeRow(source, line, state, credential, reason, shown);
  }

  /** {@code source:line}, as people look it up. */
  public String position() {
    return source + ":" + line;
  }
}
