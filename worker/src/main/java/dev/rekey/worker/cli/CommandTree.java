// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** All commands. */
final class CommandTree {

  private final Session session;
  private final Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();

  private CommandTree(Session session) {
    this.session = session;
    one("up", UpCommand::new);
    one("server", ServerCommand::new);
    one("worker", WorkerCommand::new);
    one("setup", SetupCommand::new);
    one("doctor", DoctorCommand::new);
    one("status", StatusCommand::new);
    commands.put("system", this::system);
    commands.put("playbook", this::playbook);
    commands.put("key", this::key);
    commands.put("roster", this::roster);
    commands.put("campaign", this::campaign);
    one("rotate", RotateCommand::new);
    one("intake", IntakeCommand::new);
    commands.put("scope", this::scope);
    commands.put("plan", this::plan);
    one("drill", DrillCommand::new);
    one("held", HeldCommand::new);
    commands.put("task", this::task);
    one("attest", AttestCommand::new);
    one("approve", ApproveCommand::new);
    one("deny", DenyCommand::new);
    one("not-mine", NotMineCommand::new);
    one("add-consumer", AddConsumerCommand::new);
    one("not-before", NotBeforeCommand::new);
    one("already-replaced", AlreadyReplacedCommand::new);
    one("retire", RetireCommand::new);
    one("retry", RetryCommand::new);
    one("cut-anyway", CutAnywayCommand::new);
    one("deliver-anyway", DeliverAnywayCommand::new);
    one("roll-back", RollBackCommand::new);
    one("by-hand", ByHandCommand::new);
    one("extend", ExtendCommand::new);
    one("except", ExceptCommand::new);
    one("countersign", CountersignCommand::new);
    one("rule-out", RuleOutCommand::new);
    commands.put("certificate", this::certificate);
    one("completion", CompletionCommand::new);
  }

  /**
   * The commands.
   *
   * @param words what was typed: if that begins with a command, only this one is built, because to
   *     build all of them takes longer than most commands do
   */
  static CommandLine of(GlobalOptions options, Session session, List<String> words) {
    CommandTree tree = new CommandTree(session);
    CommandLine top = new CommandLine(new TopCommand(options));
    Supplier<CommandLine> meant = words.isEmpty() ? null : tree.commands.get(words.getFirst());
    if (meant != null) {
      top.addSubcommand(meant.get());
    } else {
      tree.commands.values().forEach(command -> top.addSubcommand(command.get()));
    }
    Words.teach(top);
    configure(top);
    return top;
  }

  private interface Making {
    RekeyCommand in(Session session);
  }

  private void one(String name, Making making) {
    commands.put(name, () -> new CommandLine(making.in(session)));
  }

  private CommandLine system() {
    return group(
        "system",
        "The systems whose credentials leaked, and those that hold them.",
        "rekey system list",
        new SystemAddCommand(session),
        new SystemListCommand(session),
        new SystemCheckCommand(session),
        new SystemRightsCommand(session));
  }

  private CommandLine playbook() {
    return group(
        "playbook",
        "How each kind of credential is rotated: the library's, and your own.",
        "rekey playbook list",
        new PlaybookNewCommand(session),
        new PlaybookLintCommand(session),
        new PlaybookListCommand(session),
        new PlaybookShowCommand(session));
  }

  private CommandLine key() {
    return group(
        "key",
        "Keys to sign decisions with, and this installation's own.",
        "rekey key new",
        new KeyNewCommand(session),
        new KeyRotateCommand(session),
        new KeyReplaceCommand(session));
  }

  private CommandLine roster() {
    return group(
        "roster",
        "Who may decide, with which keys.",
        "rekey roster show",
        new RosterProposeCommand(session),
        new RosterShowCommand(session),
        new RosterTrustCommand(session));
  }

  private CommandLine campaign() {
    return group(
        "campaign",
        "The handling of one leak, from its first row to its certificate.",
        "rekey campaign status okta-2026-11",
        new CampaignNewCommand(session),
        new CampaignStartCommand(session),
        new CampaignStatusCommand(session),
        new CampaignWatchCommand(session),
        new CampaignAmendCommand(session),
        new CampaignPauseCommand(session),
        new CampaignResumeCommand(session),
        new CampaignAbortCommand(session),
        new CampaignCloseCommand(session),
        new CampaignReopenCommand(session));
  }

  private CommandLine task() {
    return group(
        "task",
        "What people do by hand, because no call does it.",
        "rekey task list okta-2026-11",
        new TaskListCommand(session),
        new TaskShowCommand(session),
        new TaskRevealCommand(session),
        new TaskHandInCommand(session));
  }

  private CommandLine scope() {
    return new CommandLine(new ScopeCommand(session))
        .addSubcommand(new ScopeUnresolvedCommand(session))
        .addSubcommand(new ScopeOwnersCommand(session))
        .addSubcommand(new ScopeDiffCommand(session))
        .addSubcommand(new ScopeResolveCommand(session));
  }

  private CommandLine plan() {
    return new CommandLine(new PlanCommand(session)).addSubcommand(new PlanShowCommand(session));
  }

  private CommandLine certificate() {
    return group(
        "certificate",
        "The evidence of a closed campaign.",
        "rekey certificate verify okta-2026-11.certificate.json",
        new CertificateGetCommand(session),
        new CertificateVerifyCommand(session));
  }

  private static CommandLine group(
      String name, String header, String example, RekeyCommand... commands) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().header(header).footer("Example:", "  " + example);
    CommandLine group = new CommandLine(spec);
    for (RekeyCommand command : commands) {
      group.addSubcommand(command);
    }
    return group;
  }

  private static void configure(CommandLine command) {
    command
        .getCommandSpec()
        .parser()
        // All mistakes at once, not the first.
        .collectErrors(true)
        // --state unresolved is no call of rekey scope unresolved.
        .allowSubcommandsAsOptionParameters(true)
        // What begins with @ is a name here, never a file of arguments.
        .expandAtFiles(false)
        // A second --reason would silently replace what somebody is about to sign.
        .overwrittenOptionsAllowed(false);
    command.getSubcommands().values().forEach(CommandTree::configure);
  }
}
