// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.planning.Pace;
import dev.rekey.planning.Playbook;
import dev.rekey.planning.text.DidYouMean;
import dev.rekey.playbooks.WrittenPlaybook;
import dev.rekey.worker.systems.PlannedSystems;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The playbooks that plans go by. */
@RestController
class PlaybooksController {

  private final PlannedSystems systems;

  PlaybooksController(PlannedSystems systems) {
    this.systems = systems;
  }

  record PlaybookLine(String name, String connector, String kind, String file) {}

  /** What the text was compiled to, beside it. */
  record PlaybookView(
      String name,
      String connector,
      String kind,
      String file,
      String approval,
      int canary,
      int waveSize,
      String brakeAt,
      Pace pace,
      Map<String, String> selectors,
      String text) {}

  @GetMapping("/api/v1/playbooks")
  List<PlaybookLine> list() {
    return systems.written().stream()
        .map(one ->
            new PlaybookLine(
                one.playbook().name(),
                one.playbook().connector(),
                one.playbook().kind().value(),
                one.file()))
        .toList();
  }

  @GetMapping("/api/v1/playbooks/{name}")
  PlaybookView show(@PathVariable String name) {
    List<WrittenPlaybook> all = systems.written();
    return all.stream()
        .filter(one -> one.playbook().name().equals(name))
        .map(PlaybooksController::view)
        .findFirst()
        .orElseThrow(() ->
            Refused.missing(
                "there is no playbook '%s'%s"
                    .formatted(
                        name,
                        DidYouMean.hint(
                            name, all.stream().map(one -> one.playbook().name()).toList())),
                "rekey playbook list"));
  }

  private static PlaybookView view(WrittenPlaybook written) {
    Playbook playbook = written.playbook();
    return new PlaybookView(
        playbook.name(),
        playbook.connector(),
        playbook.kind().value(),
        written.file(),
        CanonicalJson.name(playbook.approval()),
        playbook.canary(),
        playbook.waveSize(),
        playbook.brake().toString(),
        playbook.pace(),
        playbook.defaultSelectors(),
        written.text());
  }
}
