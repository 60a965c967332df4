// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.contract.Bench;
import dev.rekey.contract.ContractTools;
import dev.rekey.contract.Fault;
import dev.rekey.contract.FaultyProxy;
import dev.rekey.spi.Connector;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** A real OpenBao behind the proxy. */
abstract class BaoBench implements Bench {

  static final SystemName SYSTEM = new SystemName("bao-test");

  /** What is asked by a POST all the same, and a log-in, which only a probe makes. */
  private static final Pattern ASKING =
      Pattern.compile("/(capabilities-self|lookup|lookup-accessor|login)$");

  final RunningOpenBao bao;
  private final FaultyProxy proxy;
  private final ContractTools tools = new ContractTools("file:token", this::rootToken);

  BaoBench(RunningOpenBao bao) {
    this.bao = bao;
    this.proxy =
        new FaultyProxy(
            bao.address(),
            seen -> !seen.method().equals("GET") && !ASKING.matcher(seen.target()).find());
  }

  private Secret rootToken() {
    return secret(bao.rootTokenFile());
  }

  static Secret secret(Path file) {
    try {
      return Secret.taking(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Connector connector() {
    return new OpenBaoConnector();
  }

  @Override
  public SystemSettings settings() {
    return SystemSettings.of(
        SYSTEM,
        Map.of("address", proxy.address().toString(), "token", "file:token", "timeout", "3s"));
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
    return Secret.taking("s.AAAAAAAAAAAAAAAAAAAAAAAA\n".toCharArray());
  }

  @Override
  public Fault throttled() {
    return new Fault.Answers(
        429,
        Map.of("Content-Type", "application/json", "Retry-After", "3"),
        "{\"errors\":[\"request path: rate limit quota exceeded\"]}");
  }

  @Override
  public Fault forbidden() {
    return new Fault.Answers(
        403,
        Map.of("Content-Type", "application/json"),
        "{\"errors\":[\"1 error occurred:\\n\\t* permission denied\\n\\n\"]}");
  }
}
