// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.byhand;

import dev.rekey.sandbox.estate.Leaked;
import dev.rekey.sandbox.estate.Watched;
import dev.rekey.sandbox.store.AppStore;
import dev.rekey.servers.OpenBaoServer;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class HelpdeskTokensIT {

  @Test
  void aConsumerFollowsItsPlaceAndTheEndedTokenIsRefused(@TempDir Path state) throws Exception {
    OpenBaoServer bao = OpenBaoServer.start(state);
    try (bao;
        Helpdesk helpdesk = Helpdesk.start();
        AppStore store = new AppStore(bao.address(), bao.rootTokenFile());
        HelpdeskTokens tokens =
            new HelpdeskTokens("desk", "bao", helpdesk, store, Clock.systemUTC()).plant(1)) {
      Leaked leaked = tokens.leaked().getFirst();
      String agent = leaked.row().identity();
      try (Watched watched = new Watched(leaked)) {
        watched.requireBothGetIn();
        tokens.put("secret/bots/" + agent, helpdesk.make(agent).value());
        // It keeps what it read for a second: until then the old one has to live.
        watched.requireConsumerReadsAgain();

        helpdesk.end(leaked.row().credential());

        watched.requireAttackerIsTold("status 401");
        watched.requireConsumerWorksOn();
      }
    }
  }
}
