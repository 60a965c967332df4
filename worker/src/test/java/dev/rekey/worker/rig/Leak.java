// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import java.util.List;

/** A leaked key: its user, its id, and the places in OpenBao that hold it. */
public record Leak(String user, String id, List<String> paths) {

  /** Makes a user with a key and puts it into that many places. */
  public static Leak of(World world, String user, int places) {
    String id = world.leak(user);
    List<String> paths =
        java.util.stream.IntStream.range(0, places)
            .mapToObj(i -> "apps/" + user + "-" + i)
            .toList();
    paths.forEach(path -> world.place(path, id));
    return new Leak(user, id, paths);
  }

  /** The header of {@link #row}. */
  public static String header() {
    return "system,identity,kind,credential_id,owner,privilege,places\n";
  }

  /** The header of {@link #opening}. */
  public static String openingHeader() {
    return header().strip() + ",unlocks\n";
  }

  /** Its row in a list that says what each opens. */
  public String opening(String privilege, String unlocks) {
    return "%s,%s\n".formatted(row(privilege).strip(), unlocks);
  }

  /** What it opens that opens nothing but itself. */
  public String itself() {
    return "aws-prod/" + user;
  }

  /** Its row in a list of leaked keys. */
  public String row(String privilege) {
    String places =
        String.join(";", paths.stream().map(path -> "bao-prod:secret/" + path).toList());
    return "aws-prod,%s,iam-access-key,%s,payments,%s,%s\n".formatted(user, id, privilege, places);
  }
}
