// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rotation.StepActivities;
import dev.rekey.engine.rotation.StepRequest;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.escrow.TamperedEscrow;
import dev.rekey.runtime.gate.Overtaken;
import dev.rekey.runtime.gate.Passage;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.runtime.systems.Spending;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Map;

/** Runs each step as one attempt and turns what comes of it into what Temporal understands. */
public final class StepActivitiesImpl implements StepActivities {

  private final StepTools tools;
  private final Board board;
  private final Records records;
  private final Beginning beginning;

  public StepActivitiesImpl(StepTools tools, Board board) {
    this.tools = tools;
    this.board = board;
    this.records = new Records(tools.ledger(), board);
    this.beginning = new Beginning(tools.ledger(), board);
  }

  @Override
  public StepResult preflight(StepRequest request) {
    return run(request, new PreflightStep());
  }

  @Override
  public StepResult checkPlace(StepRequest request) {
    return run(request, new CheckPlaceStep());
  }

  @Override
  public StepResult issue(StepRequest request) {
    return run(request, new IssueStep());
  }

  @Override
  public StepResult proveNew(StepRequest request) {
    return run(request, new ProveNewStep());
  }

  @Override
  public StepResult deliver(StepRequest request) {
    return run(request, new DeliverStep());
  }

  @Override
  public StepResult recheckPlace(StepRequest request) {
    return run(request, new RecheckPlaceStep());
  }

  @Override
  public StepResult confirm(StepRequest request) {
    return run(request, new ConfirmStep());
  }

  @Override
  public StepResult askConsumer(StepRequest request) {
    return run(request, new AskConsumerStep());
  }

  @Override
  public StepResult validate(StepRequest request) {
    return run(request, new ValidateStep());
  }

  @Override
  public StepResult observe(StepRequest request) {
    return run(request, new ObserveStep());
  }

  @Override
  public StepResult disable(StepRequest request) {
    return run(request, new DisableStep());
  }

  @Override
  public StepResult revoke(StepRequest request) {
    return run(request, new RevokeStep());
  }

  @Override
  public StepResult destroyLeaked(StepRequest request) {
    return run(request, new DestroyLeakedStep());
  }

  @Override
  public StepResult prove(StepRequest request) {
    return run(request, new ProveStep());
  }

  @Override
  public StepResult enable(StepRequest request) {
    return run(request, new EnableStep());
  }

  @Override
  public StepResult restorePlace(StepRequest request) {
    return run(request, new RestorePlaceStep());
  }

  @Override
  public StepResult withdraw(StepRequest request) {
    return run(request, new WithdrawStep());
  }

  /**
   * An attempt that was given up may begin late and overtake the one that counts: that one is made
   * again, and of the late one nobody hears.
   */
  private StepResult run(StepRequest request, StepWork work) {
    try {
      return switch (beginning.of(request)) {
        case Beginning.Found.Answer(StepResult result) -> result;
        case Beginning.Found.Proceed(Passage passage) -> attempt(request, work, passage);
      };
    } catch (Overtaken overtaken) {
      throw retry(
          new Later(HeldReason.UNREACHABLE, overtaken.getMessage(), Duration.ofSeconds(1)),
          new Spending());
    }
  }

  private StepResult attempt(StepRequest request, StepWork work, Passage passage) {
    Spending spending = new Spending();
    try {
      return spending.during(() -> work.run(new Attempt(tools, request, passage, records)));
    } catch (Refusal refusal) {
      if (refusal.reason() == HeldReason.NOT_WARRANTED || refusal.reason() == HeldReason.TAMPERED) {
        board.alarm(
            request.rotation().campaign(), request.rotation().toString(), refusal.getMessage());
      }
      return records.step(
          passage,
          request,
          new StepOutcome.Blocked(refusal.reason()),
          refusal.getMessage(),
          Map.of());
    } catch (TamperedLedger | TamperedEscrow altered) {
      return beginning.stop(request, HeldReason.TAMPERED, String.valueOf(altered.getMessage()));
    } catch (Lost lost) {
      return records.step(passage, request, new StepOutcome.Lost(), lost.getMessage(), Map.of());
    } catch (Later later) {
      throw retry(later, spending);
    }
  }

  /**
   * The type is the reason under which the rotation is held when patience ends; where the system's
   * own budget was used up, nobody's patience is tried.
   */
  private static ApplicationFailure retry(Later later, Spending spending) {
    return ApplicationFailure.newBuilder()
        .setMessage(later.getMessage())
        .setType(spending.wasDenied() ? OVER_BUDGET : later.reason().text())
        .setNextRetryDelay(later.after())
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }
}
