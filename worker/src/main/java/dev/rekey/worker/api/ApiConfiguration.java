// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All controllers, the door and the error messages. */
@Configuration(proxyBeanMethods = false)
@Import({
  Door.class,
  Repeats.class,
  Problems.class,
  CampaignViews.class,
  StatusController.class,
  SystemsController.class,
  RostersController.class,
  CampaignsController.class,
  BrakesController.class,
  ScopeController.class,
  ResolvingController.class,
  OwnerRulesController.class,
  PlanMaking.class,
  PlanViews.class,
  PlansController.class,
  PlaybooksController.class,
  OpenApiController.class,
  DecisionsController.class,
  TasksController.class,
  ClosingController.class,
  ReopeningController.class,
  DrillsController.class,
  CodecController.class,
  KeysController.class,
  CodecOrigin.class
})
public class ApiConfiguration {}
