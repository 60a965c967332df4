// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How PostgreSQL, which refuses to run as root, is run when we are root, as in most containers.
 *
 * <p>Both ways take the id 0 away and leave the access to files that root has, so that state may
 * lie below a home that only root can enter:
 *
 * <ul>
 *   <li>a user namespace ({@code unshare --user}): within it the process is nobody, its files are
 *       still root's, so other processes that run as nobody cannot read them;
 *   <li>where namespaces are forbidden (Docker's default), the account nobody with the one
 *       capability that opens root's folders ({@code setpriv}). The data is nobody's then.
 * </ul>
 *
 * <p>Any other user, and macOS, runs it as itself.
 *
 * @param prefix put before a command
 * @param ownsFiles whether files that it makes belong to another user than ours
 */
record UnprivilegedUser(List<String> prefix, boolean ownsFiles) {
  private static final Duration TO_ANSWER = Duration.ofSeconds(10);
  private static final String NOBODY = "nobody";

  /** Its group is called nogroup or nobody, and is this everywhere. */
  private static final String NOBODY_ID = "65534";

  UnprivilegedUser {
    prefix = List.copyOf(prefix);
  }

  static UnprivilegedUser ofThisProcess() {
    UnprivilegedUser itself = new UnprivilegedUser(List.of(), false);
    if (!isRoot(itself)) {
      return itself;
    }
    for (UnprivilegedUser way : List.of(inNamespace(), asNobody())) {
      if (works(way)) {
        return way;
      }
    }
    throw new ServerFailure(
        "running PostgreSQL, which refuses to run as root",
        "neither 'unshare --user' nor 'setpriv --reuid=nobody' works here",
        "run Rekey as an ordinary user, or give it the URL of a PostgreSQL server of yours");
  }

  static UnprivilegedUser inNamespace() {
    return new UnprivilegedUser(List.of("unshare", "--user", "--"), false);
  }

  static UnprivilegedUser asNobody() {
    return new UnprivilegedUser(
        List.of(
            "setpriv",
            "--reuid=" + NOBODY,
            "--regid=" + NOBODY_ID,
            "--clear-groups",
            // Without it access(2), by which initdb looks for its programs, ignores capabilities.
            "--securebits=+no_setuid_fixup",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override",
            "--"),
        true);
  }

  /** The command as that user. */
  List<String> run(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return List.copyOf(whole);
  }

  /** Lets that user write to a folder that we made. */
  void giveFolder(Path folder) throws IOException {
    if (ownsFiles) {
      Files.setOwner(
          folder,
          folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY));
    }
  }

  private static boolean isRoot(UnprivilegedUser user) {
    return userId(user).equals("0");
  }

  private static boolean works(UnprivilegedUser user) {
    String id = userId(user);
    return !id.isEmpty() && !id.equals("0");
  }

  /** Empty if it cannot be had. */
  private static String userId(UnprivilegedUser user) {
    try {
      ShortCommand.Answer answer = ShortCommand.run(user.run(List.of("id", "-u")), TO_ANSWER);
      String id = answer.output().strip();
      return answer.succeeded() && id.matches("\\d+") ? id : "";
    } catch (IOException e) {
      return "";
    }
  }
}
