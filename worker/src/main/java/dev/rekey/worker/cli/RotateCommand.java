// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.Digest;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.PersonName;
import dev.rekey.words.SystemName;
import dev.rekey.words.TeamName;
import dev.rekey.worker.cli.api.CampaignView;
import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.IntakeView;
import dev.rekey.worker.cli.api.NewCampaign;
import dev.rekey.worker.cli.api.OpenedView;
import dev.rekey.worker.cli.api.PlanRequest;
import dev.rekey.worker.cli.api.PlanView;
import dev.rekey.worker.cli.terminal.Line;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A campaign of one credential. */
@Command(
    name = "rotate",
    header = "Replace one credential: a campaign of one, up to its approval and on.",
    footer = {
      "Examples:",
      "  rekey rotate aws-prod/AKIAIOSFODNN7EXAMPLE --kind iam-access-key \\",
      "      --identity svc-pay --owner payments --place bao-prod:secret/apps/pay \\",
      "      --as alice@example.com --watch"
    },
    description = {
      "Opens the campaign, takes the credential in, plans and starts it, and prints what somebody"
          + " else runs to approve it. Nothing is changed before that."
    })
@Prints(CampaignView.class)
final class RotateCommand extends RekeyCommand {

  private static final String HEADER =
      "system,identity,kind,credential_id,owner,privilege,exposure,disposition,places,health\n";
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.UTC);

  @Parameters(
      paramLabel = "SYSTEM/ID",
      description = "The credential: its system and its id there.")
  String credential;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      required = true,
      description = "What kind of credential it is.")
  String kind;

  @Option(
      names = "--identity",
      paramLabel = "NAME",
      required = true,
      description = "The account that it speaks for.")
  String identity;

  @Option(
      names = "--owner",
      paramLabel = "TEAM",
      required = true,
      description = "The team that answers for it.")
  TeamName owner;

  @Option(
      names = "--place",
      paramLabel = "PLACE",
      description = "Where its consumers read it; may be repeated.")
  List<String> places = List.of();

  @Option(
      names = "--health",
      paramLabel = "CHECK",
      description = "How a consumer is asked: web:https://shop/health; may be repeated.")
  List<String> health = List.of();

  @Option(names = "--privilege", description = "read, write, admin or unknown.")
  String privilege = "unknown";

  @Option(names = "--disposition", description = "replace, retire or revoke-now.")
  String disposition = "replace";

  @Option(
      names = "--name",
      description = "How the campaign is called; else made of today and its id.")
  @Nullable CampaignName name;

  @Option(names = "--as", paramLabel = "PERSON", required = true, description = "Who asks for it.")
  PersonName author;

  @Option(names = "--watch", description = "Stay until it has ended.")
  boolean watch;

  RotateCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    int at = credential.indexOf('/');
    if (at < 1 || at == credential.length() - 1) {
      mistakes.add("SYSTEM/ID: '%s' (expected: like aws-prod/AKIA…)".formatted(credential));
      return;
    }
    try {
      var _ = new SystemName(system());
      var _ = new CredentialId(id());
    } catch (IllegalArgumentException wrong) {
      mistakes.add(String.valueOf(wrong.getMessage()));
    }
  }

  private String system() {
    return credential.substring(0, credential.indexOf('/'));
  }

  private String id() {
    return credential.substring(credential.indexOf('/') + 1);
  }

  private CampaignName campaign() {
    if (name != null) {
      return name;
    }
    String digest = Digest.ofText(credential).value();
    return new CampaignName(
        "rotate-%s-%s"
            .formatted(STAMP.format(session().now()), digest.substring(digest.length() - 8)));
  }

  @Override
  ExitCode run() {
    CampaignName campaign = campaign();
    open(campaign);
    IntakeView taken =
        session()
            .server()
            .post(
                IntakeView.class,
                Endpoint.of("campaigns", campaign.value(), "sources", "rotate"),
                "application/octet-stream",
                (HEADER + row()).getBytes(StandardCharsets.UTF_8));
    if (!taken.unresolved().isEmpty()) {
      throw new Failure(
          ExitCode.REFUSED,
          "%s cannot be rotated: %s".formatted(credential, taken.unresolved().getFirst().reason()),
          "rekey scope resolve %s rotate:2 --set COLUMN=TEXT … --as %s"
              .formatted(campaign, author));
    }
    PlanView plan =
        session()
            .server()
            .post(
                PlanView.class,
                Endpoint.of("campaigns", campaign.value(), "plans"),
                new PlanRequest(author.value(), "admin", List.of(), null));
    CampaignView started =
        session()
            .server()
            .post(
                CampaignView.class,
                Endpoint.of("campaigns", campaign.value(), "start"),
                Map.of("plan", plan.number()));
    session()
        .print(
            started,
            () -> {
              List<Line> lines = new ArrayList<>();
              lines.add(Line.of("%s is planned as campaign %s".formatted(credential, campaign)));
              PlanText.summary(plan).forEach(line -> lines.add(Line.of(line)));
              return lines;
            });
    session()
        .next(
            "somebody else: rekey approve %s --plan %d --as PERSON --key FILE"
                .formatted(campaign, plan.number()));
    return watch ? watched(campaign) : said(campaign);
  }

  private ExitCode said(CampaignName campaign) {
    session().next("rekey campaign watch %s".formatted(campaign));
    return ExitCode.DONE;
  }

  private ExitCode watched(CampaignName campaign) {
    CampaignWatchCommand watching = new CampaignWatchCommand(session());
    watching.campaign = campaign;
    return watching.run();
  }

  private void open(CampaignName campaign) {
    Instant now = session().now();
    session()
        .server()
        .post(
            OpenedView.class,
            Endpoint.of("campaigns"),
            new NewCampaign(
                campaign.value(), "rotation", now.minus(A_DAY), now, now, author.value()));
  }

  private String row() {
    return List.of(
                system(),
                identity,
                kind,
                id(),
                owner.value(),
                privilege,
                "named to be rotated",
                disposition,
                String.join(";", places),
                String.join(";", health))
            .stream()
            .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(","))
        + "\n";
  }
}
