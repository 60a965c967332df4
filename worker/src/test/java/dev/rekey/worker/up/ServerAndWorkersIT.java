// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.decision.Verb;
import dev.rekey.servers.ChildProcess;
import dev.rekey.servers.ChildSpec;
import dev.rekey.servers.PostgresServer;
import dev.rekey.servers.TemporalOptions;
import dev.rekey.servers.TemporalServer;
import dev.rekey.words.Secret;
import dev.rekey.worker.cli.Rekey;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.ChildJvm;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import dev.rekey.worker.rig.World;
import dev.rekey.worker.temporal.Certificates;
import dev.rekey.worker.temporal.TlsTunnel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server and two workers, each a process of its own as the command line starts it, with a real
 * PostgreSQL and a real Temporal behind TLS that wants to see a certificate.
 */
@Together
@Order(10)
@Timeout(1500)
class ServerAndWorkersIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path theirs;

  @TempDir Path home;

  private final List<ChildProcess> started = new ArrayList<>();

  @Test
  void bringACampaignOverTwoSystemsToItsEnd() throws IOException {
    World world = World.shared();
    Certificates server = Certificates.make(theirs, "server");
    Certificates client = Certificates.make(theirs, "client");
    try (PostgresServer postgres = PostgresServer.start(theirs);
        TemporalServer temporal = TemporalServer.start(theirs, TemporalOptions.headless());
        TlsTunnel tunnel = TlsTunnel.to(temporal.port(), server, client)) {
      Files.writeString(home.resolve("rekey.yaml"), settings(postgres, tunnel, server, client));
      try {
        rekey("server", "it serves no queue", "server");
        rekey(
            "core", "worker serves the core, aws-prod", "worker", "--core", "--serves", "aws-prod");
        rekey("bao", "worker serves bao-prod", "worker", "--serves", "bao-prod");
        closeACampaign(world);
      } finally {
        started.reversed().forEach(ChildProcess::stop);
      }
    }
  }

  private void closeACampaign(World world) throws IOException {
    JsonNode api = JSON.readTree(Files.readString(home.resolve("api.json")));
    String url = api.get("url").stringValue();
    int port = Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    Responders people =
        new Responders(
            new Api(port, Secret.taking(api.get("token").stringValue().toCharArray())), "apart");
    List<Leak> leaks = List.of(Leak.of(world, "apart-one", 1), Leak.of(world, "apart-two", 1));
    people.trustRoster();
    people.addSystem("aws-prod", "aws", world.awsSettings(), 600);
    people.addSystem("bao-prod", "openbao", world.baoSettings(), 600);
    people.begin();
    StringBuilder csv = new StringBuilder(Leak.header());
    leaks.forEach(leak -> csv.append(leak.row("write")));
    people.intake(csv.toString());
    people.plan("all");
    people.startApproved();
    people.until("all wait", Duration.ofMinutes(6), () -> people.count("waiting") == 2);
    // A key that one process replaces is known to the others with their next payload.
    people.api().post("/keys/codec/rotate", Map.of()).good();
    try (Traffic _ = Traffic.start(world, leaks)) {
      people.decideWaiting(people.olga, Verb.APPROVE, "", _ -> true);
      people.until("all proven", Duration.ofMinutes(6), () -> people.count("proven") == 2);
    }

    Aftermath.requireValid(people.close());

    leaks.forEach(leak -> assertThat(world.keys(leak.user())).hasSize(1));
    leaks.forEach(leak -> assertThat(world.accepts(leak.id(), world.secret(leak.id()))).isFalse());
  }

  private static String settings(
      PostgresServer postgres, TlsTunnel tunnel, Certificates server, Certificates client) {
    return """
    temporal:
      address: %s
      tls: {ca: %s, certificate: %s, key: %s}
    postgres: {url: "%s", user: %s, password-file: %s}
    timing: {heartbeat: 2s, attempt: 1m, unserved: 30s}
    """
        .formatted(
            tunnel.target(),
            server.certificate(),
            client.certificate(),
            client.key(),
            postgres.jdbcUrl(),
            postgres.user(),
            postgres.passwordFile());
  }

  /** Starts the command as a person would, and waits for what it says when it is up. */
  private void rekey(String name, String up, String... words) throws IOException {
    List<String> command = ChildJvm.command(List.of("-Xmx400m"), Rekey.class);
    command.addAll(List.of(words));
    command.addAll(List.of("--home", home.toString()));
    ChildProcess process =
        ChildProcess.start(new ChildSpec(name, theirs.resolve(name), command, 1));
    started.add(process);
    ChildJvm.requireUp(process, up);
  }
}
