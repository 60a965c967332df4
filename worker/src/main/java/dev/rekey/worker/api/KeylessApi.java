// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What the API answers while the instance key is lost. */
@Configuration(proxyBeanMethods = false)
@Import({Door.class, Problems.class, VouchingController.class})
public class KeylessApi {}
