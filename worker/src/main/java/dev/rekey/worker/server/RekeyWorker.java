// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.server;

import dev.rekey.worker.api.DoorConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A process that serves queues: no API and no jobs, only health and metrics behind the door. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  Wiring.class,
  SystemsWiring.class,
  BrakesWiring.class,
  TasksWiring.class,
  ScopeWiring.class,
  Metering.class,
  DoorConfiguration.class
})
class RekeyWorker {}
