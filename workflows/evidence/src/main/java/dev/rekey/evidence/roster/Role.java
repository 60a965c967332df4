// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.roster;

/** In which capacity a person may decide. */
public enum Role {
  /** Starts and steers campaigns, approves plans, closes. */
  RESPONDER,
  /** Answers for the credentials of their teams. */
  OWNER,
  /** Watches and keeps things running; decides nothing about credentials. */
  OPS,
  /** Checks the evidence; decides nothing. */
  AUDITOR,
  /** The incident commander: decides where nobody else does. */
  COMMANDER
}
