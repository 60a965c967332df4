// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import dev.rekey.sandbox.estate.databases.Databases;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** What stands before a campaign can start: who decides, which systems there are, what leaked. */
final class Preparation {
  private final Company company;
  private final RekeyProcess rekey;
  private final Stage stage;
  private final People people;

  Preparation(Sandbox sandbox, Stage stage, People people) {
    this.company = sandbox.company();
    this.rekey = sandbox.rekey();
    this.stage = stage;
    this.people = people;
  }

  void trustRoster() throws IOException {
    stage.chapter("who may decide");
    stage.say(
        "people are scripted here; each decision is signed with a key of its own all the same");
    people.enrol(rekey);
    String proposed =
        rekey.must(
            "roster",
            "propose",
            "--signers",
            people.signers().toString(),
            "--people",
            people.signers().resolveSibling("people.yaml").toString(),
            "-o",
            "json");
    String digest = JsonMapper.builder().build().readTree(proposed).get("digest").stringValue();
    for (String person : List.of(People.ALICE, People.BOB)) {
      rekey.must(people.signed(person, "roster", "trust", digest));
    }
  }

  void addSystems() throws IOException {
    stage.chapter("which systems there are");
    stage.say(
        "the sandbox's lags, soaks and windows are compressed by a factor of " + Sandbox.FACTOR);
    add(
        Company.AWS,
        "aws",
        "--set",
        "endpoint=" + company.aws().endpoint(),
        "--secret",
        "credentials=file:" + company.moto().adminKeyFile(),
        "--sole-issuer");
    add(
        Company.BAO,
        "openbao",
        "--set",
        "address=" + company.bao().address(),
        "--secret",
        "token=file:" + company.bao().rootTokenFile());
    addDatabase();
    stage.say(
        "%d applications tell whether they are well: they are asked before an old key is touched"
            .formatted(company.pages().number()));
    add(
        Company.APPS,
        "health",
        "--set",
        "hosts=" + company.pages().host(),
        "--set",
        "internal=127.0.0.0/8");
    add(
        Company.HELPDESK,
        "manual",
        "--set",
        "title=Help desk",
        "--set",
        "hands=" + company.nightly().row().team(),
        "--set",
        "kinds=api-token",
        "--set",
        "instructions=Admin console > Agents > {identity} > Tokens.");
  }

  private void addDatabase() throws IOException {
    URI url = URI.create(company.postgres().jdbcUrl().substring("jdbc:".length()));
    add(
        Company.DATABASE,
        "postgres",
        "--set",
        "host=" + url.getHost(),
        "--set",
        "port=" + url.getPort(),
        "--set",
        "database=" + url.getPath().substring(1),
        "--set",
        "role=" + Databases.REKEY,
        "--secret",
        "password=file:" + company.databasePasswordFile());
  }

  private void add(String name, String connector, String... more) throws IOException {
    List<String> command = new ArrayList<>(List.of("system", "add", name));
    command.addAll(List.of("--connector", connector));
    command.addAll(List.of(more));
    command.addAll(List.of("--compress", String.valueOf(Sandbox.FACTOR)));
    rekey.must(command.toArray(String[]::new));
  }

  void planCampaign(String campaign) throws IOException {
    stage.chapter("what leaked, and the plan against it");
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    rekey.must(
        "campaign",
        "new",
        campaign,
        "--cause",
        "build logs and backups were public",
        "--exposed-from",
        now.minus(Duration.ofDays(2)).toString(),
        "--exposed-until",
        now.toString(),
        "--as",
        People.ALICE);
    stage.quote(rekey.must("intake", campaign, company.leakedList().toString()), 12);
    stage.quote(rekey.must("plan", campaign, "--as", People.ALICE), 12);
  }
}
