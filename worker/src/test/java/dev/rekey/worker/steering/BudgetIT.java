// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.steering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.contract.FaultyProxy;
import dev.rekey.sandbox.aws.Fault;
import dev.rekey.sandbox.aws.Faults;
import dev.rekey.words.SystemName;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import dev.rekey.worker.systems.Budgets;
import dev.rekey.worker.systems.ConnectedSystems;
import dev.rekey.worker.systems.Connectors;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** A system is asked to bear as many calls as its budget says, by all workers together. */
@Together
@Order(5)
@ExtendWith(OneSteered.class)
@Timeout(1500)
class BudgetIT {

  private static final int RATE = 5;

  private static Steered steered;

  @BeforeAll
  static void open(Steered shared) {
    steered = shared;
  }

  @Test
  void aCampaignNeverCallsMoreThanTheBudgetAllowsAndHoldsNothingForIt() {
    List<Leak> leaks = steered.leak("thrifty", 8);
    try (Measured aws = new Measured()) {
      addSystem("aws-thrifty", aws.settings(), RATE + "/s");
      Responders people = campaign("thrifty", "aws-thrifty", leaks);
      try (Traffic traffic = Traffic.start(steered.world(), leaks)) {
        people.startApproved();
        people.until("all proven", Steered.PATIENCE, () -> people.count("proven") == leaks.size());
        assertThat(traffic.failed()).as("of %d requests", traffic.requests()).isEmpty();
      }
      aws.requireWithin(RATE);
      assertThat(aws.calls()).hasSizeGreaterThan(leaks.size() * 10);
      requireNeverHeld("thrifty");
      Aftermath.requireValid(people.close());
      leaks.forEach(steered.aftermath()::requireReplaced);
    }
  }

  @Test
  void twoWorkersShareOneBudget() {
    try (Measured aws = new Measured();
        ConnectedSystems other = anotherWorker()) {
      addSystem("aws-shared", aws.settings(), RATE + "/s");
      SystemName name = new SystemName("aws-shared");
      ConnectedSystems own = steered.rekey().server().getBean(ConnectedSystems.class);
      try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
        IntStream.range(0, 40)
            .forEach(i -> callers.submit(() -> (i % 2 == 0 ? own : other).client(name).check()));
      }
      aws.requireWithin(RATE);
      assertThat(aws.calls()).as("calls that were let through").hasSizeGreaterThan(RATE);
    }
  }

  /** Waits for somebody's patience to end, and needs the machine for nothing meanwhile. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aUsedUpBudgetIsADelayAndARaisedOneTakesEffectAtOnce() {
    List<Leak> leaks = steered.leak("starved", 2);
    addSystem("aws-starved", steered.world().awsSettings(), "1/h");
    Responders people = campaign("starved", "aws-starved", leaks);
    try (Traffic _ = Traffic.start(steered.world(), leaks)) {
      people.startApproved();
      people.until(
          "the patience of one has ended",
          Steered.PATIENCE,
          () -> Steered.rotations(people).stream().anyMatch(BudgetIT::isOutOfPatience));
      requireNeverHeld("starved");
      addSystem("aws-starved", steered.world().awsSettings(), "1000/s");
      people.until("all proven", Steered.PATIENCE, () -> people.count("proven") == leaks.size());
    }
    requireNeverHeld("starved");
    leaks.forEach(steered.aftermath()::requireReplaced);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aVendorThatThrottlesIsCalledAgainWhenItSaysAndAllEndsWell() {
    List<Leak> leaks = steered.leak("throttled", 2);
    Responders people = campaign("throttled", "aws-prod", leaks);
    for (String action :
        List.of("ListAccessKeys", "CreateAccessKey", "UpdateAccessKey", "DeleteAccessKey")) {
      for (Leak leak : leaks) {
        faults()
            .add(
                new Faults.Rule(Fault.THROTTLED, Optional.of(action), Optional.of(leak.user()), 1));
      }
    }
    try (Traffic traffic = Traffic.start(steered.world(), leaks)) {
      people.startApproved();
      people.until("all proven", Steered.PATIENCE, () -> people.count("proven") == leaks.size());
      assertThat(faults().pending(users(leaks))).isEmpty();
      assertThat(traffic.failed()).as("of %d requests", traffic.requests()).isEmpty();
    }
    requireNeverHeld("throttled");
    leaks.forEach(leak -> assertThat(steered.made(leak)).isEqualTo(2));
    leaks.forEach(steered.aftermath()::requireReplaced);
    steered.aftermath().requireTidy("throttled");
  }

  /** Whether an activity of its workflow came to its end without success. */
  private static boolean isOutOfPatience(JsonNode rotation) {
    try {
      return steered
          .rekey()
          .server()
          .getBean(WorkflowClient.class)
          .fetchHistory(rotation.get("workflow").stringValue())
          .getEvents()
          .stream()
          .anyMatch(event ->
              event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED
                  || event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT);
    } catch (StatusRuntimeException notStarted) {
      return false;
    }
  }

  private static void requireNeverHeld(String campaign) {
    assertThat(
            steered
                .jdbc()
                .sql(
                    "select body from ledger where starts_with(chain, :prefix) and (type = 'held'"
                        + " or type = 'step' and body::jsonb ->> 'result' = 'blocked')")
                .param("prefix", campaign + "/")
                .query((row, _) -> row.getString("body"))
                .list())
        .as("holds of %s", campaign)
        .isEmpty();
  }

  private static Faults faults() {
    return steered.world().aws().faults();
  }

  private static Set<String> users(List<Leak> leaks) {
    return leaks.stream().map(Leak::user).collect(Collectors.toSet());
  }

  private static Responders campaign(String name, String system, List<Leak> leaks) {
    Responders people = steered.begin(name);
    StringBuilder csv = new StringBuilder(Leak.header());
    leaks.forEach(leak -> csv.append(leak.row("write").replace("aws-prod", system)));
    people.intake(csv.toString());
    people.plan("none");
    return people;
  }

  private static void addSystem(String name, Map<String, String> settings, String rate) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("rate", rate);
    steered.people().addSystem(name, "aws", all, 600);
  }

  private static ConnectedSystems anotherWorker() {
    return new ConnectedSystems(
        steered.jdbc(),
        Connectors.found(),
        new Budgets(steered.rekey().server().getBean(DataSource.class)),
        Clock.systemUTC());
  }

  /** AWS behind a door that notes when Rekey calls; consumers go by another one. */
  private static final class Measured implements AutoCloseable {

    private final Stalls stalls = new Stalls();
    private final List<Instant> calls = new CopyOnWriteArrayList<>();
    private final FaultyProxy door =
        new FaultyProxy(steered.world().aws().endpoint(), _ -> calls.add(Instant.now()));

    Map<String, String> settings() {
      Map<String, String> settings = new TreeMap<>(steered.world().awsSettings());
      settings.put("endpoint", door.address().toString());
      return settings;
    }

    List<Instant> calls() {
      List<Instant> sorted = new ArrayList<>(calls);
      Collections.sort(sorted);
      return sorted;
    }

    /**
     * Over every stretch: what the bucket holds at most, and what flows in meanwhile; and what a
     * busy machine lets arrive late, all at once.
     */
    void requireWithin(int perSecond) {
      List<Instant> all = calls();
      double late = 1 + stalls.longest().toMillis() / 1000.0;
      for (int from = 0; from < all.size(); from++) {
        for (int to = from + 1; to < all.size(); to++) {
          double seconds = Duration.between(all.get(from), all.get(to)).toMillis() / 1000.0;
          assertThat((double) (to - from + 1))
              .as("calls %d to %d of %d, within %s s", from, to, all.size(), seconds)
              .isLessThanOrEqualTo(perSecond + perSecond * (seconds + late) + 1);
        }
      }
    }

    @Override
    public void close() {
      stalls.close();
      door.close();
    }
  }
}
