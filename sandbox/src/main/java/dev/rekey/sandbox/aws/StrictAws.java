// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.aws;

import com.sun.net.httpserver.HttpExchange;
import dev.rekey.sandbox.loopback.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.User;

/**
 * IAM, STS and Secrets Manager as AWS does them, in front of a moto that is laxer:
 *
 * <ul>
 *   <li>an inactive key is refused, with 403 {@code InvalidClientTokenId} as a deleted one;
 *   <li>what was written is seen one <em>lag</em> later: a new key is refused until then, one that
 *       was deactivated or deleted goes on working until then;
 *   <li>{@code GetAccessKeyLastUsed} tells the last accepted use; moto counts refused ones too;
 *   <li>a secret's newest value is the one that {@code AWSCURRENT} was moved to, see {@link
 *       SecretLabels};
 *   <li>calls are throttled, broken, or lose their answer on demand, see {@link Faults}.
 * </ul>
 *
 * <p>Everything else is moto's, the signatures included. It runs in this process and listens on
 * 127.0.0.1; another process steers it through {@link #control()}.
 */
public final class StrictAws implements AutoCloseable {
  private final LoopbackServer proxy;
  private final LoopbackServer control;
  private final Upstream moto;
  private final IamClient admin;
  private final SecretLabels labels;
  private final Keys keys;
  private final Faults faults = new Faults();
  private final Journal journal = new Journal();

  private StrictAws(URI motoAddress, Path adminKeyFile, Duration lag, Clock clock)
      throws IOException {
    moto = new Upstream(motoAddress);
    AwsCredentials adminKey = KeyFile.read(adminKeyFile);
    admin = AwsClients.iam(motoAddress, adminKey);
    labels = new SecretLabels(moto, AwsClients.secrets(motoAddress, adminKey));
    keys = new Keys(lag);
    Gatekeeper gatekeeper = new Gatekeeper(moto, labels, admin, keys, faults, journal, clock);
    rememberExistingKeys();
    proxy = LoopbackServer.start("strict-aws", exchange -> serve(exchange, gatekeeper));
    control =
        LoopbackServer.start(
            "strict-aws-control", new ControlEndpoint(keys, faults, journal, clock)::serve);
  }

  /**
   * Starts it.
   *
   * @param moto the address of a running moto
   * @param adminKeyFile a key that may do everything there, {@code {"id":…,"secret":…}}
   * @param lag how long a change takes to be seen; zero for at once
   * @param clock what "now" is: the system's, or a test's own
   */
  public static StrictAws start(URI moto, Path adminKeyFile, Duration lag, Clock clock) {
    try {
      return new StrictAws(moto, adminKeyFile, lag, clock);
    } catch (IOException e) {
      throw new IllegalStateException("starting a strict AWS before " + moto + ": " + e, e);
    }
  }

  /** What AWS's clients take as endpoint of all services. */
  public URI endpoint() {
    return proxy.address();
  }

  /** Where another process steers it, see {@code ControlEndpoint} for its calls. */
  public URI control() {
    return control.address();
  }

  /** What shall go wrong. */
  public Faults faults() {
    return faults;
  }

  /** What happened. */
  public Journal journal() {
    return journal;
  }

  /** Changes the lag, also for changes that are not seen yet. */
  public void lag(Duration lag) {
    keys.lag(lag);
  }

  @Override
  public void close() {
    proxy.close();
    control.close();
    admin.close();
    labels.close();
    moto.close();
  }

  /** moto may hold keys from an earlier run of this process. */
  private void rememberExistingKeys() {
    for (User user : admin.listUsersPaginator().users()) {
      String name = user.userName();
      for (AccessKeyMetadata key :
          admin.listAccessKeysPaginator(list -> list.userName(name)).accessKeyMetadata()) {
        boolean active = key.status() == StatusType.ACTIVE;
        keys.existing(key.accessKeyId(), name, active ? Keys.State.ACTIVE : Keys.State.INACTIVE);
      }
    }
  }

  private static void serve(HttpExchange exchange, Gatekeeper gatekeeper) throws IOException {
    AwsRequest request = AwsRequest.read(exchange);
    Optional<AwsAnswer> answer = gatekeeper.answer(request);
    if (answer.isPresent()) {
      exchange
          .getResponseHeaders()
          .set("Content-Type", request.isJson() ? request.header("Content-Type") : "text/xml");
      exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
      LoopbackServer.respond(exchange, answer.get().status(), answer.get().bytes());
    }
    // Otherwise the exchange is closed with nothing written, which closes the connection.
  }
}
