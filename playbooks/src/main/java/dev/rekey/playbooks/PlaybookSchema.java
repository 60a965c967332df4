// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

/** The language of playbooks as a JSON Schema, for editors. */
public final class PlaybookSchema {

  /** What its file is called beside a playbook. */
  public static final String FILE = "playbook.schema.json";

  private PlaybookSchema() {}

  /** The schema, draft 7: the newest that all editors know. */
  public static byte[] content() {
    return Packed.bytes("schema/" + FILE);
  }
}
