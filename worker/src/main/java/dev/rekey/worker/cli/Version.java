// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

/** Which build of Rekey this is. */
final class Version {

  private Version() {}

  /** As the build wrote it into the jar; {@code unpacked} when run from class files. */
  static String ofThisBuild() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "unpacked" : version;
  }
}
