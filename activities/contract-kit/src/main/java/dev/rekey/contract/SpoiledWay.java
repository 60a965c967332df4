// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

/**
 * The only way on which a connector reaches its system under test: passes everything on, and spoils
 * it when told to. {@link FaultyProxy} is the one for systems that speak HTTP; a bench for another
 * protocol brings its own, which does to a message of that protocol what the faults say of a
 * request.
 */
public interface SpoiledWay {

  /** From now on requests meet this fault, until {@link #heal()}. */
  void meet(Fault fault, Aim aim);

  /** Ends the fault. */
  void heal();

  /**
   * How many calls came in since the start: requests, or connections where each call has one of its
   * own.
   */
  int received();

  /** How many requests came in that were to change something. */
  int effectsReceived();

  /** An answer that sends the caller elsewhere; whoever goes there counts as {@link #strayed()}. */
  Fault redirect();

  /** How many went elsewhere. */
  int strayed();
}
