// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The door alone: for a process that has only health and metrics to show. */
@Configuration(proxyBeanMethods = false)
@Import(Door.class)
public class DoorConfiguration {}
