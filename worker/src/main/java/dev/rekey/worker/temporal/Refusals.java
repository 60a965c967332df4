// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import dev.rekey.servers.ServerFailure;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import javax.net.ssl.SSLException;

/** What a person is told when Temporal cannot be used, with the command that helps. */
record Refusals(Frontend frontend) {

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
          "let Rekey in, with the certificate or the API key that temporal.tls or"
              + " temporal.api-key-file in rekey.yaml names, or correct temporal.namespace",
          refused);
    }
    if (code == Status.Code.UNIMPLEMENTED || code == Status.Code.INVALID_ARGUMENT) {
      return new ServerFailure(
          tried(),
          answered(refused) + ": this is no Temporal frontend",
          "see what answers: %s; or correct".formatted(health())
              + " temporal.address in rekey.yaml (or TEMPORAL_ADDRESS)",
          refused);
    }
    return ServerFailure.unreachable(
        tried(),
        answered(refused),
        "see whether it answers: %s; or correct".formatted(health())
            + " temporal.address in rekey.yaml (or TEMPORAL_ADDRESS)"
            + (aboutTls(refused) ? ", or temporal.tls: " + tls() : ""),
        refused);
  }

  /** Whether it may be that one side encrypts and the other does not, or trusts another. */
  private boolean aboutTls(StatusRuntimeException refused) {
    for (Throwable at = refused; at != null; at = at.getCause()) {
      String said = String.valueOf(at.getMessage());
      if (at instanceof SSLException
          || said.contains("Network closed for unknown reason")
          || said.contains("First received frame was not SETTINGS")) {
        return true;
      }
    }
    return false;
  }

  private String tls() {
    Tls tls = frontend.tls();
    if (tls == null) {
      return "there is none, and that server may want it";
    }
    return tls.certificate() == null
        ? "the server's certificate must come from its ca and bear the name of the address (or"
            + " server-name), and the server may want a certificate of Rekey's"
        : "the server's certificate must come from its ca and bear the name of the address (or"
            + " server-name), and the server must trust %s".formatted(tls.certificate());
  }

  ServerFailure notMade(StatusRuntimeException refused, long days) {
    return new ServerFailure(
        "making the namespace %s at Temporal %s".formatted(frontend.namespace(), frontend.target()),
        answered(refused),
        "make it by hand: " + new Registration(frontend).namespace(days),
        refused);
  }

  ServerFailure absent(long days) {
    return new ServerFailure(
        tried(),
        "there is no such namespace (expected: rekey up or rekey server makes it, if it may)",
        new Registration(frontend).namespace(days));
  }

  ServerFailure notRegistered(StatusRuntimeException refused, List<String> missing) {
    return new ServerFailure(
        "registering search attributes of namespace %s at Temporal %s"
            .formatted(frontend.namespace(), frontend.target()),
        answered(refused),
        "register them by hand: " + new Registration(frontend).searchAttributes(missing),
        refused);
  }

  ServerFailure unregistered(List<String> missing) {
    return new ServerFailure(
        tried(),
        "search attributes are missing: %s".formatted(String.join(", ", missing)),
        new Registration(frontend).searchAttributes(missing));
  }

  ServerFailure tooShort(long days, long least) {
    return new ServerFailure(
        tried(),
        "it keeps ended workflows for %d days (expected: at least %d, longer than any campaign)"
            .formatted(days, least),
        "%s --namespace %s --retention %dd"
            .formatted(frontend.command("operator namespace update"), frontend.namespace(), least));
  }

  private String health() {
    return frontend.command("operator cluster health");
  }

  private String tried() {
    return "using namespace %s of Temporal at %s"
        .formatted(frontend.namespace(), frontend.target());
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
