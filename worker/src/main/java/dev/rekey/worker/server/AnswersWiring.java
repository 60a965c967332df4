// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.server;

import dev.rekey.runtime.answers.KeptAnswers;
import dev.rekey.runtime.ledger.InstanceKey;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers that are kept for whoever asks again. */
@Configuration(proxyBeanMethods = false)
class AnswersWiring {

  /** Its key seals nothing but digests of requests; if it is lost, they are sent with new keys. */
  @Bean
  KeptAnswers keptAnswers(JdbcClient jdbc, ServerSettings settings, Clock clock) {
    return new KeptAnswers(jdbc, InstanceKey.at(settings.keys().resolve("answers.key")), clock);
  }
}
