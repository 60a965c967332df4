// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import dev.rekey.spi.SystemTools;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Rejection;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Calls with Rekey's own key: each one charged to the budget, made once, and answered by an outcome
 * whatever happens.
 */
final class Calls {

  private final AwsSettings settings;
  private final Sdk sdk;
  private final SystemTools tools;
  private final OwnKey ownKey;

  /** The id of the own key that STS has named the configured account for. */
  private volatile @Nullable String rightAccount;

  Calls(AwsSettings settings, Sdk sdk, SystemTools tools) {
    this.settings = settings;
    this.sdk = sdk;
    this.tools = tools;
    this.ownKey = new OwnKey(settings, tools);
  }

  /** How long AWS may take over what takes an own key's check and an issue. */
  Duration deadline() {
    return settings.timeout().multipliedBy(2);
  }

  /** One call to IAM; must be given the credentials that it is to be signed with. */
  @FunctionalInterface
  interface IamCall<T> {
    /** Makes the call and reads its answer; whatever it throws becomes an outcome. */
    T make(IamClient iam, Consumer<AwsRequestOverrideConfiguration.Builder> signer);
  }

  /**
   * Makes one call to IAM, in the configured account or not at all.
   *
   * @param what the action and its target, for messages
   */
  <T> Outcome<T> iam(String what, Effect effect, IamCall<T> call) {
    return call(what, effect, (clients, signer) -> call.make(clients.iam(), signer));
  }

  /** One call to any service; must be given the credentials that it is to be signed with. */
  @FunctionalInterface
  interface SdkCall<T> {
    /** Makes the call and reads its answer; whatever it throws becomes an outcome. */
    T make(Sdk sdk, Consumer<AwsRequestOverrideConfiguration.Builder> signer);
  }

  /** Makes one call, in the configured account or not at all. */
  <T> Outcome<T> call(String what, Effect effect, SdkCall<T> call) {
    return ownKey.use(key ->
        inRightAccount(key)
            .flatMap(checked -> once(what, effect, () -> call.make(sdk, signer(key)))));
  }

  /** Whom our own key speaks for; another account than the configured one is refused. */
  Outcome<Caller> whoAmI() {
    return ownKey.use(this::whoIs);
  }

  private Outcome<Caller> whoIs(AwsBasicCredentials key) {
    Outcome<Optional<Caller>> asked =
        once(
            "sts:GetCallerIdentity",
            Effect.NONE,
            () ->
                Caller.of(sdk.sts().getCallerIdentity(r -> r.overrideConfiguration(signer(key)))));
    return asked.flatMap(named -> {
      if (named.isEmpty()) {
        return new Rejected<>(
            Rejection.INVALID,
            "sts:GetCallerIdentity: the answer names nobody; is it AWS that answers?");
      }
      Caller caller = named.get();
      if (!settings.account().map(caller.account()::equals).orElse(true)) {
        return new Rejected<>(
            Rejection.FORBIDDEN,
            "system %s: Rekey's own key belongs to account %s (expected: %s); nothing was done"
                .formatted(settings.system(), caller.account(), settings.account().orElseThrow()));
      }
      rightAccount = key.accessKeyId();
      return new Done<>(caller);
    });
  }

  private Outcome<AwsBasicCredentials> inRightAccount(AwsBasicCredentials key) {
    if (settings.account().isEmpty() || key.accessKeyId().equals(rightAccount)) {
      return new Done<>(key);
    }
    return whoIs(key).map(caller -> key);
  }

  private <T> Outcome<T> once(String what, Effect effect, Supplier<T> call) {
    Optional<Duration> wait = tools.budget().take();
    if (wait.isPresent()) {
      return new Throttled<>(
          wait.get(), what + ": not called, the system's own budget is used up for now");
    }
    try {
      return new Done<>(call.get());
    } catch (RuntimeException e) {
      // Not only the SDK's exceptions: an answer that it chokes on must not surface as a crash.
      return Failure.of(e).outcome("system %s: %s".formatted(settings.system(), what), effect);
    }
  }

  private static Consumer<AwsRequestOverrideConfiguration.Builder> signer(AwsBasicCredentials key) {
    return override -> override.credentialsProvider(StaticCredentialsProvider.create(key));
  }
}
