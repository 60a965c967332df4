// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import picocli.CommandLine.Mixin;

/** A command that reads the settings of servers, whether it starts any or not. */
abstract class ServersCommand extends RekeyCommand {

  @Mixin final SettingsOptions settings = new SettingsOptions();

  ServersCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    settings.check(mistakes);
  }

  final UpOptions options() {
    return settings.options(session());
  }

  /** Says what is being done, a line each. */
  final void progress(String line) {
    session().terminal().line(line);
  }
}
