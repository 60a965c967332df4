// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs one test of a contract by itself, to show that it fails for a connector with a flaw: a suite
 * that nothing can fail proves nothing.
 */
public final class ContractRun {

  private ContractRun() {}

  /**
   * Runs one test.
   *
   * @param contract a class that extends a contract
   * @param test the name of a test without parameters
   * @return why it failed, one text for each assertion; empty if it passed
   * @throws IllegalArgumentException if there is no such test
   * @throws IllegalStateException if it ended by anything else than an assertion, which says
   *     nothing about the connector
   */
  public static List<String> failures(Class<?> contract, String test) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectMethod(contract, test)).build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    if (summary.getTestsStartedCount() != 1) {
      throw new IllegalArgumentException(
          "test %s of %s: %d were run (expected: 1)"
              .formatted(test, contract.getSimpleName(), summary.getTestsStartedCount()));
    }
    return summary.getFailures().stream()
        .map(TestExecutionSummary.Failure::getException)
        .map(ContractRun::assertion)
        .toList();
  }

  private static String assertion(Throwable thrown) {
    if (thrown instanceof AssertionError) {
      return String.valueOf(thrown.getMessage());
    }
    throw new IllegalStateException("the test broke instead of failing", thrown);
  }
}
