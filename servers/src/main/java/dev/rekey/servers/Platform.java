// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.util.Locale;

/** The kinds of machine that programs are pinned for. */
enum Platform {
  LINUX_X86_64,
  LINUX_AARCH64,
  MACOS_X86_64,
  MACOS_ARM64,
  /** Anything else: what is needed must be installed by hand. */
  OTHER;

  static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /** Takes the JDK's words for them. */
  static Platform of(String os, String arch) {
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    boolean intel = arch.equals("amd64") || arch.equals("x86_64");
    String name = os.toLowerCase(Locale.ROOT);
    if (name.startsWith("linux")) {
      return arm ? LINUX_AARCH64 : intel ? LINUX_X86_64 : OTHER;
    }
    if (name.startsWith("mac")) {
      return arm ? MACOS_ARM64 : intel ? MACOS_X86_64 : OTHER;
    }
    return OTHER;
  }

  /** For people. */
  static String description() {
    return System.getProperty("os.name") + " on " + System.getProperty("os.arch");
  }
}
