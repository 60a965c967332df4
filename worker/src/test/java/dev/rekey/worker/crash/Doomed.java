// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import dev.rekey.worker.rig.Aftermath;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Leaked credentials of one sort, and the deaths that their rotations die. */
interface Doomed {

  /** Of the rows below. */
  String HEADER =
      "system,identity,kind,credential_id,owner,privilege,places,disposition,exposure,health\n";

  /** Their rows in a list of leaked credentials, one for each. */
  List<String> rows();

  /** What uses them through their places and is never refused, by the place's name. */
  Map<String, BooleanSupplier> consumers();

  /** Of each one lives and is new, its places hold it, and the leaked one is refused. */
  void requireReplaced(Aftermath aftermath);
}
