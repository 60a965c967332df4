// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import java.util.List;

/**
 * Actions that must be allowed on a resource.
 *
 * @param resource an ARN, or {@code *} for actions that AWS lets nobody narrow down
 */
record Grant(List<String> actions, String resource) {
  Grant {
    actions = List.copyOf(actions);
  }
}
