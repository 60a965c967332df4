// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import java.util.List;
import java.util.stream.Collectors;

/** What an administrator of a Temporal cluster registers for Rekey, as commands. */
public record Registration(Frontend frontend) {

  /** All commands, in order. */
  public List<String> commands() {
    return List.of(
        namespace(Namespace.RETENTION_DAYS), searchAttributes(Namespace.searchAttributes()));
  }

  String namespace(long days) {
    return "%s --namespace %s --retention %dd"
        .formatted(frontend.command("operator namespace create"), frontend.namespace(), days);
  }

  String searchAttributes(List<String> names) {
    return "%s --namespace %s --type Keyword%s"
        .formatted(
            frontend.command("operator search-attribute create"),
            frontend.namespace(),
            names.stream().map(name -> " --name " + name).collect(Collectors.joining()));
  }
}
