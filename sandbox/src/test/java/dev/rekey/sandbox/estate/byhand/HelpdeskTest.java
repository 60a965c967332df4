// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.byhand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.sandbox.traffic.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HelpdeskTest {

  @Test
  void letsABearerInUntilItsTokenIsEndedAndNobodyElse() throws Exception {
    try (Helpdesk helpdesk = Helpdesk.start();
        HelpdeskDoor door = new HelpdeskDoor(helpdesk.address())) {
      HelpdeskToken one = helpdesk.make("bot-one");
      HelpdeskToken other = helpdesk.make("bot-other");
      assertThat(one.id()).isNotEqualTo(other.id());
      assertThat(door.enter(one.value())).isEqualTo(Answer.as("bot-one"));
      assertThat(door.enter(new byte[] {'x'})).isEqualTo(Answer.error("status 401"));

      helpdesk.end(one.id());

      assertThat(door.enter(one.value())).isEqualTo(Answer.error("status 401"));
      assertThat(door.enter(other.value())).isEqualTo(Answer.as("bot-other"));
      assertThat(helpdesk.make("bot-new").id()).isNotIn(one.id(), other.id());
    }
  }
}
