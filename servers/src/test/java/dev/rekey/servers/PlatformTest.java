// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Linux,amd64,LINUX_X86_64",
    "Linux,aarch64,LINUX_AARCH64",
    "Mac OS X,x86_64,MACOS_X86_64",
    "Mac OS X,aarch64,MACOS_ARM64",
    "Linux,riscv64,OTHER",
    "Windows 11,amd64,OTHER"
  })
  void isReadFromTheWordsOfTheJdk(String os, String arch, Platform platform) {
    assertThat(Platform.of(os, arch)).isEqualTo(platform);
  }
}
