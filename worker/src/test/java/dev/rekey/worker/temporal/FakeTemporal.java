// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import com.google.protobuf.util.Durations;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.AddSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.api.workflowservice.v1.RegisterNamespaceResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A frontend that knows one namespace or none, and may refuse to change anything. */
final class FakeTemporal implements AutoCloseable {

  private final AtomicReference<@Nullable Integer> retentionDays = new AtomicReference<>();
  private final AtomicReference<@Nullable Status> refusal = new AtomicReference<>();
  private final AtomicReference<@Nullable String> authorization = new AtomicReference<>();
  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicInteger silent = new AtomicInteger();
  private final Server server;

  private FakeTemporal() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(new Workflows())
            .addService(new Operations())
            .intercept(
                new ServerInterceptor() {
                  @Override
                  public <A, B> ServerCall.Listener<A> interceptCall(
                      ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
                    authorization.set(
                        headers.get(
                            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER)));
                    return next.startCall(call, headers);
                  }
                })
            .build()
            .start();
  }

  static FakeTemporal start() throws IOException {
    return new FakeTemporal();
  }

  FakeTemporal knowing(int days) {
    retentionDays.set(days);
    return this;
  }

  /** Refuses whatever would change anything. */
  FakeTemporal refusing(Status status) {
    refusal.set(status);
    return this;
  }

  /** Is not ready for the first questions. */
  FakeTemporal startingFor(int questions) {
    busy.set(questions);
    return this;
  }

  /** Says nothing to the first questions. */
  FakeTemporal silentFor(int questions) {
    silent.set(questions);
    return this;
  }

  String target() {
    return "127.0.0.1:" + server.getPort();
  }

  int port() {
    return server.getPort();
  }

  /** What the last call showed to be let in. */
  @Nullable String authorization() {
    return authorization.get();
  }

  @Nullable Integer retentionDays() {
    return retentionDays.get();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private boolean refuses(StreamObserver<?> answer) {
    Status status = refusal.get();
    if (status != null) {
      answer.onError(status.asRuntimeException());
    }
    return status != null;
  }

  private static <T> void give(StreamObserver<T> answer, T value) {
    answer.onNext(value);
    answer.onCompleted();
  }

  private final class Workflows extends WorkflowServiceGrpc.WorkflowServiceImplBase {

    @Override
    public void getSystemInfo(
        GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> answer) {
      give(answer, GetSystemInfoResponse.getDefaultInstance());
    }

    @Override
    public void describeNamespace(
        DescribeNamespaceRequest request, StreamObserver<DescribeNamespaceResponse> answer) {
      if (silent.getAndDecrement() > 0) {
        return;
      }
      Integer days = retentionDays.get();
      if (busy.getAndDecrement() > 0) {
        answer.onError(Status.UNAVAILABLE.withDescription("starting").asRuntimeException());
      } else if (days == null) {
        answer.onError(Status.NOT_FOUND.asRuntimeException());
      } else {
        give(
            answer,
            DescribeNamespaceResponse.newBuilder()
                .setConfig(
                    NamespaceConfig.newBuilder()
                        .setWorkflowExecutionRetentionTtl(Durations.fromDays(days)))
                .build());
      }
    }

    @Override
    public void registerNamespace(
        RegisterNamespaceRequest request, StreamObserver<RegisterNamespaceResponse> answer) {
      if (!refuses(answer)) {
        retentionDays.set((int) Durations.toDays(request.getWorkflowExecutionRetentionPeriod()));
        give(answer, RegisterNamespaceResponse.getDefaultInstance());
      }
    }
  }

  private final class Operations extends OperatorServiceGrpc.OperatorServiceImplBase {

    @Override
    public void listSearchAttributes(
        ListSearchAttributesRequest request, StreamObserver<ListSearchAttributesResponse> answer) {
      give(answer, ListSearchAttributesResponse.getDefaultInstance());
    }

    @Override
    public void addSearchAttributes(
        AddSearchAttributesRequest request, StreamObserver<AddSearchAttributesResponse> answer) {
      if (!refuses(answer)) {
        give(answer, AddSearchAttributesResponse.getDefaultInstance());
      }
    }
  }
}
