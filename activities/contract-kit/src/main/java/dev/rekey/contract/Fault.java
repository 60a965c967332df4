// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import java.util.Map;

/** What goes wrong with a request on its way; done by a {@link SpoiledWay}. */
public sealed interface Fault {

  /** The request is sent, but the connection breaks before it reaches the system. */
  record CutBefore() implements Fault {}

  /** The system carries the request out, and the connection breaks before the answer. */
  record AnswerLost() implements Fault {}

  /** The system carries the request out, and somebody answers something else in its place. */
  record AnswerReplaced(Answers by) implements Fault {}

  /** The system carries the request out, and the answer never comes. */
  record Hanging() implements Fault {}

  /** Nobody listens. */
  record Unreachable() implements Fault {}

  /** Something else happens, once, between the connector's last look and a request's arrival. */
  record Preceded(Runnable by) implements Fault {}

  /** Somebody answers in the system's place; the system never sees the request. */
  record Answers(int status, Map<String, String> headers, String body) implements Fault {
    public Answers {
      headers = Map.copyOf(headers);
    }
  }

  /** A server error, as any gateway makes it. */
  static Answers broken() {
    return new Answers(500, Map.of("Content-Type", "text/plain"), "something broke");
  }

  /** A success that comes from somebody else, as from a captive portal or a log-in page. */
  static Fault loginPage() {
    return new Answers(
        200, Map.of("Content-Type", "text/html"), "<html><body>Please log in</body></html>");
  }

  /** "Come back at once", which some HTTP clients obey by themselves. */
  static Fault comeBackAtOnce() {
    return new Answers(503, Map.of("Content-Type", "text/plain", "Retry-After", "0"), "busy");
  }
}
