// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.rekey.runtime.vouching.Vouching;
import dev.rekey.worker.api.KeylessApi;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What runs without an instance key: no worker, no job, no ledger; only a way to replace it. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(KeylessApi.class)
class KeylessServer {

  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(ServerSettings settings) {
    return settings.database().open();
  }

  @Bean
  PlatformTransactionManager transactionManager(DataSource dataSource) {
    return new DataSourceTransactionManager(dataSource);
  }

  @Bean
  Vouching vouching(
      ServerSettings settings, DataSource dataSource, PlatformTransactionManager transactions) {
    return LostKey.vouching(
        settings,
        JdbcClient.create(dataSource),
        new TransactionTemplate(transactions),
        Clock.systemUTC());
  }
}
