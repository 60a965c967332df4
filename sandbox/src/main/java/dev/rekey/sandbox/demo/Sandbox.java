// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import dev.rekey.sandbox.estate.Shares;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Everything that the demo needs around Rekey, and Rekey itself as a process of its own. */
final class Sandbox implements AutoCloseable {

  /** By how much lags, soaks and windows are compressed. */
  static final int FACTOR = 120;

  private final Path folder;
  private final boolean keep;
  private final Company company;
  private final RekeyProcess rekey;

  private Sandbox(Path folder, boolean keep, Company company, RekeyProcess rekey) {
    this.folder = folder;
    this.keep = keep;
    this.company = company;
    this.rekey = rekey;
  }

  static Sandbox open(Path folder, int size, boolean keep, Stage stage) throws IOException {
    endLeftovers(folder, stage);
    Folders.delete(folder);
    Files.createDirectories(folder);
    Company company = Company.start(folder.resolve("company"), Shares.of(size), stage);
    RekeyProcess rekey = RekeyProcess.start(folder, stage);
    return new Sandbox(folder, keep, company, rekey);
  }

  private static void endLeftovers(Path folder, Stage stage) {
    if (Files.isDirectory(folder)) {
      stage.say("ending what an earlier demo left running");
      Leftovers.end(folder);
    }
  }

  Path folder() {
    return folder;
  }

  boolean keeps() {
    return keep;
  }

  Company company() {
    return company;
  }

  RekeyProcess rekey() {
    return rekey;
  }

  @Override
  public void close() {
    rekey.close();
    company.close();
  }
}
