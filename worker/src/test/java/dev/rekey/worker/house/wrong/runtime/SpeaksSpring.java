// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.runtime;

import org.springframework.context.ApplicationContext;

record SpeaksSpring(ApplicationContext context) {}
