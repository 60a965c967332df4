// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.runtime.decisions.DecisionRefused;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.runtime.systems.UnknownSystem;
import dev.rekey.runtime.tasks.TaskRefused;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns what was thrown into one clear message: what, where, what was expected, what to do. */
@RestControllerAdvice
class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  @ExceptionHandler
  ResponseEntity<Problem> refused(Refused refused) {
    return answer(refused.problem());
  }

  @ExceptionHandler
  ResponseEntity<Problem> decision(DecisionRefused refused) {
    return answer(new Problem("refused", 403, refused.getMessage(), List.of(), "rekey held"));
  }

  @ExceptionHandler
  ResponseEntity<Problem> tampered(TamperedLedger altered) {
    return answer(
        new Problem(
            "tampered",
            409,
            String.valueOf(altered.getMessage()),
            List.of(),
            "find out who wrote to the database, and put back what was altered"));
  }

  @ExceptionHandler
  ResponseEntity<Problem> task(TaskRefused refused) {
    return answer(
        new Problem("refused", 409, refused.getMessage(), List.of(), "rekey task list CAMPAIGN"));
  }

  @ExceptionHandler
  ResponseEntity<Problem> malformed(MalformedEvidence malformed) {
    return answer(
        new Problem(
            "malformed", 400, String.valueOf(malformed.getMessage()), List.of(), "rekey help"));
  }

  @ExceptionHandler
  ResponseEntity<Problem> unknown(UnknownSystem unknown) {
    return answer(
        new Problem(
            "unknown", 404, String.valueOf(unknown.getMessage()), List.of(), "rekey system list"));
  }

  @ExceptionHandler
  ResponseEntity<Problem> argument(IllegalArgumentException wrong) {
    List<String> mistakes = String.valueOf(wrong.getMessage()).lines().toList();
    return answer(
        new Problem("wrong", 422, mistakes.getFirst(), mistakes, "correct it and try again"));
  }

  @ExceptionHandler
  ResponseEntity<Problem> unreadable(HttpMessageNotReadableException unreadable) {
    return answer(
        new Problem(
            "unreadable",
            400,
            "the request's body is not what was expected",
            List.of(),
            "rekey help"));
  }

  @ExceptionHandler
  ResponseEntity<Problem> nothing(NoResourceFoundException missing) {
    return answer(
        new Problem("unknown", 404, "nothing is at this address", List.of(), "rekey status"));
  }

  @ExceptionHandler({WorkflowServiceException.class, StatusRuntimeException.class})
  ResponseEntity<Problem> temporal(RuntimeException unreachable) {
    LOG.warn("Temporal did not answer: {}", unreachable.toString());
    return answer(
        new Problem(
            "temporal",
            503,
            "Temporal did not answer; nothing was lost",
            List.of(),
            "rekey status"));
  }

  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    CannotCreateTransactionException.class,
    TransactionSystemException.class
  })
  ResponseEntity<Problem> database(RuntimeException unreachable) {
    LOG.warn("PostgreSQL did not answer: {}", unreachable.toString());
    return answer(
        new Problem(
            "database",
            503,
            "PostgreSQL did not answer; nothing was lost",
            List.of(),
            "rekey status"));
  }

  @ExceptionHandler
  ResponseEntity<Problem> fault(Exception fault) {
    LOG.error("a fault inside Rekey", fault);
    return answer(
        new Problem(
            "fault",
            500,
            "a fault inside Rekey (%s); the server's log has it"
                .formatted(fault.getClass().getSimpleName()),
            List.of(),
            "rekey status"));
  }

  private static ResponseEntity<Problem> answer(Problem problem) {
    return ResponseEntity.status(problem.status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
