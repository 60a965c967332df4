// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate;

/** Credentials that are told about together, in the order of telling. */
public enum Group {
  /** Access keys of IAM users that applications work with. */
  AWS("AWS access keys", "keys", true),
  /** Second keys of IAM users that nobody needs: retired. */
  UNUSED("AWS keys nobody needs", "unused", true),
  /** Keys that the attacker made itself. */
  STRANGER("AWS keys of the attacker", "strangers", true),
  /** Secret-ids of AppRole roles. */
  APPROLE("AppRole secret-ids", "roles", true),
  /** Service tokens of token roles. */
  TOKEN("OpenBao tokens", "tokens", true),
  /** Tokens of people's sessions, which nobody gets anew: revoked now. */
  SESSION("OpenBao sessions", "sessions", true),
  /** Passwords of PostgreSQL roles: a role has one, so the new one kills the old one. */
  DATABASE("PostgreSQL passwords", "dbs", false),
  /** Passwords of two PostgreSQL roles that an application uses in turn. */
  PAIR("PostgreSQL dual users", "pairs", true),
  /** Tokens of a vendor without an interface for them: people do it. */
  BY_HAND("helpdesk tokens", "hand", true);

  private final String title;
  private final String word;
  private final boolean overlap;

  Group(String title, String word, boolean overlap) {
    this.title = title;
    this.word = word;
    this.overlap = overlap;
  }

  /** What a person reads. */
  public String title() {
    return title;
  }

  /** The same for a line that is short of room. */
  public String word() {
    return word;
  }

  /** Whether old and new one work at the same time, so that no consumer may notice anything. */
  public boolean overlap() {
    return overlap;
  }
}
