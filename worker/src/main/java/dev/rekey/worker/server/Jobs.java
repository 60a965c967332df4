// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.server;

import dev.rekey.runtime.campaigns.WaveBrakes;
import dev.rekey.runtime.reconcile.Reconciler;
import dev.rekey.runtime.tasks.TaskCourier;
import dev.rekey.worker.metrics.BoardMeters;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Configuration;

/** The jobs of the server process, again and again: the reconciler, and the brakes of waves. */
@Configuration(proxyBeanMethods = false)
class Jobs implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

  private final Reconciler reconciler;
  private final WaveBrakes waveBrakes;
  private final TaskCourier taskCourier;
  private final BoardMeters meters;
  private final ServerSettings settings;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rekey-reconciler").factory());
  private volatile boolean running;

  Jobs(
      Reconciler reconciler,
      WaveBrakes waveBrakes,
      TaskCourier taskCourier,
      BoardMeters meters,
      ServerSettings settings) {
    this.meters = meters;
    this.reconciler = reconciler;
    this.waveBrakes = waveBrakes;
    this.taskCourier = taskCourier;
    this.settings = settings;
  }

  @Override
  public void start() {
    running = true;
    long every = settings.reconcileEvery().toMillis();
    clock.scheduleWithFixedDelay(this::reconcile, every, every, TimeUnit.MILLISECONDS);
  }

  private void reconcile() {
    try {
      reconciler.run();
      waveBrakes.judgeAll();
      taskCourier.deliver();
    } catch (RuntimeException notNow) {
      // A store that does not answer now answers later: the next round does all of it again.
      LOG.warn("the reconciler could not finish: {}", notNow.toString());
    }
    try {
      meters.refresh();
    } catch (RuntimeException notNow) {
      LOG.warn("the board's numbers could not be read: {}", notNow.toString());
    }
  }

  @Override
  public void stop() {
    running = false;
    clock.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
