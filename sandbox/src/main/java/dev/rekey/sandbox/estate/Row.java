// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate;

import java.util.List;

/**
 * A row of the list of what leaked, as a responder is handed it: names and ids, no secret.
 *
 * @param place where its application reads it, with selectors; empty text if nobody holds it
 * @param disposition {@code replace}, {@code retire} or {@code revoke-now}
 */
public record Row(
    String system,
    String identity,
    String kind,
    String credential,
    String team,
    String privilege,
    String exposure,
    String place,
    String disposition) {

  static final String HEADER =
      "system,identity,kind,credential_id,owner,privilege,exposure,places,disposition,health,unlocks";

  /**
   * As CSV; nothing in it needs quotes.
   *
   * @param health how its application is asked whether it is well; empty text if it is not asked
   */
  String line(String health) {
    return String.join(
        ",",
        List.of(
            system,
            identity,
            kind,
            credential,
            team,
            privilege,
            exposure,
            place,
            disposition,
            health,
            unlocks()));
  }

  /**
   * Who administers here administers one application: else all of a system would wait for all of
   * its administrators.
   */
  private String unlocks() {
    return privilege.equals("admin") ? system + "/" + identity : "";
  }
}
