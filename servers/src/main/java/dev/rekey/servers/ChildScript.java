// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The few lines of shell between us and a server: they make a session of its own and write the pid
 * file <em>before</em> they become the server. So there is no moment in which a server runs and no
 * file says so, whenever the parent dies.
 */
final class ChildScript {
  /** Exit code when the pid file could not be written. */
  static final int NO_PID_FILE = 97;

  /** Prints when process {@code $1} was born; used where there is no {@code /proc}. */
  static final String BORN_BY_PS = "LC_ALL=C TZ=UTC ps -o lstart= -p \"$1\"";

  private static final String SCRIPT =
      """
      umask 077
      file="$1"; shift
      tick() { shift 19; printf '%s' "$1"; }
      if [ -r /proc/sys/kernel/random/boot_id ]; then
        read -r stat < "/proc/$$/stat" && read -r boot < /proc/sys/kernel/random/boot_id
        born="$boot/$(tick ${stat##*) })"
      else
        born="$(LC_ALL=C TZ=UTC ps -o lstart= -p "$$")"
      fi
      { cat "$file.spec"; printf 'pid=%s\\nborn=%s\\n' "$$" "$born"; } > "$file.new" \\
        && mv -f "$file.new" "$file" || exit 97
      exec "$@"
      """;

  private static final String SETSID_BY_PYTHON =
      "import os, sys; os.setsid(); os.execvp(sys.argv[1], sys.argv[1:])";

  private ChildScript() {}

  /** The whole command that ends up as {@code command} in a session of its own. */
  static List<String> wrap(Path pidFile, List<String> command) {
    List<String> wrapped = new ArrayList<>(session());
    wrapped.addAll(List.of("/bin/sh", "-c", SCRIPT, "rekey-child", pidFile.toString()));
    wrapped.addAll(command);
    return List.copyOf(wrapped);
  }

  /** util-linux has a command for it; macOS has none, and Python is needed there anyway. */
  private static List<String> session() {
    return SearchPath.ofThisProcess()
        .find("setsid")
        .map(setsid -> List.of(setsid.toString()))
        .orElseGet(() -> List.of("python3", "-c", SETSID_BY_PYTHON));
  }
}
