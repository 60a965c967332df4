// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import dev.rekey.servers.ServerFailure;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.stream.Collectors;

/** What a person is told when Temporal cannot be used, with the command that helps. */
record Refusals(String target, String namespace) {

  /** Whether asking again would bring the same answer. */
  static boolean isFinal(StatusRuntimeException refused) {
    return switch (refused.getStatus().getCode()) {
      case PERMISSION_DENIED, UNAUTHENTICATED, UNIMPLEMENTED, INVALID_ARGUMENT -> true;
      case OK,
          CANCELLED,
          UNKNOWN,
          DEADLINE_EXCEEDED,
          NOT_FOUND,
          ALREADY_EXISTS,
          RESOURCE_EXHAUSTED,
          FAILED_PRECONDITION,
          ABORTED,
          OUT_OF_RANGE,
          INTERNAL,
          UNAVAILABLE,
          DATA_LOSS ->
          false;
    };
  }

  ServerFailure of(StatusRuntimeException refused) {
    Status.Code code = refused.getStatus().getCode();
    if (code == Status.Code.PERMISSION_DENIED || code == Status.Code.UNAUTHENTICATED) {
      return new ServerFailure(
          tried(),
          answered(refused),
          "let Rekey use that namespace without a login (Rekey speaks to Temporal without TLS and"
              + " keys), or correct temporal.namespace in rekey.yaml",
          refused);
    }
    if (code == Status.Code.UNIMPLEMENTED || code == Status.Code.INVALID_ARGUMENT) {
      return new ServerFailure(
          tried(),
          answered(refused) + ": this is no Temporal frontend",
          "see what answers: temporal operator cluster health --address %s; or correct"
                  .formatted(target)
              + " temporal.address in rekey.yaml (or TEMPORAL_ADDRESS)",
          refused);
    }
    return ServerFailure.unreachable(
        tried(),
        answered(refused),
        "see whether it answers: temporal operator cluster health --address %s; or correct"
                .formatted(target)
            + " temporal.address in rekey.yaml (or TEMPORAL_ADDRESS)",
        refused);
  }

  ServerFailure notMade(StatusRuntimeException refused, long days) {
    return new ServerFailure(
        "making the namespace %s at Temporal %s".formatted(namespace, target),
        answered(refused),
        "make it by hand: temporal operator namespace create --address %s --namespace %s --retention %dd"
            .formatted(target, namespace, days),
        refused);
  }

  ServerFailure notRegistered(StatusRuntimeException refused, List<String> missing) {
    String names = missing.stream().map(name -> " --name " + name).collect(Collectors.joining());
    return new ServerFailure(
        "registering search attributes of namespace %s at Temporal %s".formatted(namespace, target),
        answered(refused),
        "register them by hand: temporal operator search-attribute create --address %s --namespace"
                .formatted(target)
            + " %s --type Keyword%s".formatted(namespace, names),
        refused);
  }

  ServerFailure tooShort(long days, long least) {
    return new ServerFailure(
        tried(),
        "it keeps ended workflows for %d days (expected: at least %d, longer than any campaign)"
            .formatted(days, least),
        "temporal operator namespace update --address %s --namespace %s --retention %dd"
            .formatted(target, namespace, least));
  }

  private String tried() {
    return "using namespace %s of Temporal at %s".formatted(namespace, target);
  }

  /** The whole chain: that the connection was refused stands in the last one. */
  private static String answered(StatusRuntimeException refused) {
    StringBuilder text = new StringBuilder(refused.getStatus().getCode().name());
    String description = refused.getStatus().getDescription();
    if (description != null) {
      text.append(", ").append(description);
    }
    for (Throwable at = refused.getCause(); at != null; at = at.getCause()) {
      if (at.getMessage() != null && text.indexOf(at.getMessage()) < 0) {
        text.append(", ").append(at.getMessage());
      }
    }
    return text.toString().replaceAll("\\s+", " ");
  }
}
