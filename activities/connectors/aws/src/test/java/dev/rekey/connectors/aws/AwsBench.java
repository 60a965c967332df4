// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import dev.rekey.contract.ContractTools;
import dev.rekey.contract.Fault;
import dev.rekey.contract.FaultyProxy;
import dev.rekey.contract.IssuerBench;
import dev.rekey.spi.Connector;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.CredentialId;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Kind;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;

/** moto behind the strict proxy, with AWS's lag, behind the proxy that spoils calls. */
class AwsBench implements IssuerBench {

  private static final Pattern EFFECT =
      Pattern.compile("(^|&)Action=(Create|Update|Delete)AccessKey(&|$)");

  /** Shared, because all benches share one system. */
  private static final AtomicInteger USERS = new AtomicInteger();

  private static final Map<String, String> XML = Map.of("Content-Type", "text/xml");

  private final RunningAws aws = RunningAws.get();
  private final FaultyProxy proxy;
  private final ContractTools tools = new ContractTools("file:admin", aws::adminKey);

  AwsBench() {
    this(seen -> EFFECT.matcher(seen.body()).find());
  }

  /**
   * @param effects which requests change something
   */
  AwsBench(Predicate<FaultyProxy.Seen> effects) {
    this.proxy = new FaultyProxy(aws.address(), effects);
  }

  @Override
  public Connector connector() {
    return new AwsConnector();
  }

  @Override
  public SystemSettings settings() {
    return SystemSettings.of(
        new SystemName("aws-test"),
        Map.of(
            "endpoint", proxy.address().toString(),
            "credentials", "file:admin",
            "account", "123456789012",
            "timeout", "3s"));
  }

  @Override
  public ContractTools tools() {
    return tools;
  }

  @Override
  public FaultyProxy proxy() {
    return proxy;
  }

  @Override
  public Secret refusedOwnCredential() {
    return Secret.taking(
        "{\"id\":\"AKIANEVERNEVERNEVER1\",\"secret\":\"NeverNeverNeverNeverNeverNeverNeverNever\"}"
            .toCharArray());
  }

  @Override
  public Fault throttled() {
    return error(400, "Throttling", "Rate exceeded");
  }

  @Override
  public Fault forbidden() {
    return error(403, "AccessDenied", "User is not authorized to perform this action");
  }

  private static Fault error(int status, String code, String message) {
    return new Fault.Answers(
        status,
        XML,
        "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>"
                .formatted(code, message)
            + "<RequestId>7a62c49f-347e-4fc4-9331-6e8eEXAMPLE</RequestId></ErrorResponse>");
  }

  @Override
  public Kind kind() {
    return AwsConnector.ACCESS_KEY;
  }

  @Override
  public IdentityName identity() {
    IdentityName name = new IdentityName("contract-" + USERS.incrementAndGet());
    aws.iam().createUser(r -> r.userName(name.value()).path("/apps/"));
    return name;
  }

  @Override
  public IdentityName unknownIdentity() {
    return new IdentityName("unknown-" + USERS.incrementAndGet());
  }

  @Override
  public Set<CredentialId> existing(IdentityName identity) {
    return aws.iam().listAccessKeys(r -> r.userName(identity.value())).accessKeyMetadata().stream()
        .map(AccessKeyMetadata::accessKeyId)
        .map(CredentialId::new)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Duration lag() {
    return RunningAws.LAG;
  }

  @Override
  public Fault otherIdentity() {
    return new Fault.Answers(
        200,
        XML,
        "<GetCallerIdentityResponse><GetCallerIdentityResult>"
            + "<Arn>arn:aws:iam::123456789012:user/somebody-else</Arn><UserId>AIDAELSE</UserId>"
            + "<Account>123456789012</Account></GetCallerIdentityResult>"
            + "</GetCallerIdentityResponse>");
  }
}
