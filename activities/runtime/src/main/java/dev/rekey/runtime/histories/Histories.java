// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.histories;

import dev.rekey.evidence.Digest;
import dev.rekey.runtime.keys.KeyFiles;
import dev.rekey.runtime.ledger.CampaignChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.words.CampaignName;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the histories of ended runs beyond Temporal's retention, as Temporal stores them (payloads
 * sealed), and puts their digests into the campaign's chain.
 *
 * <p>A history's digest covers its JSON in protobuf's own form, before compression.
 */
public final class Histories {

  /** How many runs are kept in a round; each costs a call. */
  private static final int AT_ONCE = 50;

  private static final Set<EventType> ENDS =
      EnumSet.of(
          EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
          EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED,
          EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT,
          EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED,
          EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED,
          EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW);

  private final Path folder;
  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final WorkflowClient temporal;
  private final Clock clock;

  /**
   * @param folder histories lie there by campaign, {@code WORKFLOW.RUN.json.gz}
   */
  public Histories(
      Path folder, JdbcClient jdbc, Ledger ledger, WorkflowClient temporal, Clock clock) {
    this.folder = folder;
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.temporal = temporal;
    this.clock = clock;
  }

  /**
   * Keeps the runs of those of these workflows of which none is kept yet, some at a time.
   *
   * @return whether none of these workflows is left that runs or waits for the next round
   */
  public boolean keepNew(CampaignName campaign, Collection<String> workflows) {
    Set<String> kept =
        Set.copyOf(
            jdbc.sql("select workflow from history where campaign = :campaign")
                .param("campaign", campaign.value())
                .query((row, _) -> row.getString("workflow"))
                .list());
    List<String> ahead =
        workflows.stream().filter(workflow -> !kept.contains(workflow)).distinct().toList();
    boolean ended = keep(campaign, ahead.stream().limit(AT_ONCE).toList());
    return ended && ahead.size() <= AT_ONCE;
  }

  /**
   * Keeps the ended runs of these workflows that are not kept yet.
   *
   * @return whether none of them still runs; one that Temporal does not know any more does not
   */
  public boolean keep(CampaignName campaign, Collection<String> workflows) {
    List<Kept> fresh = new ArrayList<>();
    boolean ended = true;
    for (String workflow : workflows) {
      for (WorkflowExecutionHistory history : runs(workflow)) {
        String run = history.getWorkflowExecution().getRunId();
        if (!ENDS.contains(history.getLastEvent().getEventType())) {
          ended = false;
        } else if (!isKept(workflow, run)) {
          fresh.add(store(campaign, workflow, run, history));
        }
      }
    }
    if (!fresh.isEmpty()) {
      record(campaign, fresh);
    }
    return ended;
  }

  private record Kept(String workflow, String run, Digest digest) {}

  /** The last run and those that it continues. */
  private List<WorkflowExecutionHistory> runs(String workflow) {
    List<WorkflowExecutionHistory> runs = new ArrayList<>();
    Optional<WorkflowExecutionHistory> history = fetch(workflow, "");
    while (history.isPresent()) {
      runs.add(history.get());
      String before =
          history
              .get()
              .getEvents()
              .getFirst()
              .getWorkflowExecutionStartedEventAttributes()
              .getContinuedExecutionRunId();
      history = before.isEmpty() ? Optional.empty() : fetch(workflow, before);
    }
    return runs;
  }

  /** Empty if Temporal has none any more. */
  private Optional<WorkflowExecutionHistory> fetch(String workflow, String run) {
    try {
      return Optional.of(
          run.isEmpty() ? temporal.fetchHistory(workflow) : temporal.fetchHistory(workflow, run));
    } catch (WorkflowNotFoundException gone) {
      return Optional.empty();
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  private boolean isKept(String workflow, String run) {
    return jdbc.sql(
            "select exists (select 1 from history where workflow = :workflow and run = :run)")
        .param("workflow", workflow)
        .param("run", run)
        .query(Boolean.class)
        .single();
  }

  private Kept store(
      CampaignName campaign, String workflow, String run, WorkflowExecutionHistory history) {
    byte[] json = history.toJson(/* prettyPrint= */ false).getBytes(StandardCharsets.UTF_8);
    String name = workflow.replaceAll("[^A-Za-z0-9._-]", "-") + "." + run + ".json.gz";
    try {
      KeyFiles.write(folder.resolve(campaign.value()).resolve(name), compressed(json));
    } catch (IOException refused) {
      throw new IllegalStateException(
          "history %s cannot be written: %s (expected: room in %s)"
              .formatted(name, refused.getMessage(), folder));
    }
    return new Kept(workflow, run, Digest.of(json));
  }

  private static byte[] compressed(byte[] json) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(json);
    }
    return bytes.toByteArray();
  }

  /**
   * One entry for all runs of a round: each entry of a chain costs reading the whole chain. Who
   * keeps the same runs at the same time comes second and adds nothing, else it would void a draft.
   */
  private void record(CampaignName campaign, List<Kept> fresh) {
    ledger.write(
        CampaignChain.name(campaign),
        chain -> {
          SortedMap<String, Object> digests = new TreeMap<>();
          for (Kept one : fresh) {
            if (isFirst(campaign, one)) {
              digests.put(one.workflow() + "@" + one.run(), one.digest());
            }
          }
          return digests.isEmpty()
              ? chain.head()
              : chain.append("histories", Map.of("runs", digests));
        });
  }

  private boolean isFirst(CampaignName campaign, Kept one) {
    return jdbc.sql(
                "insert into history (campaign, workflow, run, digest, kept_at)"
                    + " values (:campaign, :workflow, :run, :digest, :at)"
                    + " on conflict do nothing")
            .param("campaign", campaign.value())
            .param("workflow", one.workflow())
            .param("run", one.run())
            .param("digest", one.digest().value())
            .param("at", Timestamp.from(clock.instant()))
            .update()
        == 1;
  }
}
