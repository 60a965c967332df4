// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.planning;

import io.temporal.client.WorkflowClient;

record KnowsTemporal(WorkflowClient client) {}
