// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.vouching;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.runtime.keys.KeyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who has signed so far: beside the new key, where whoever writes to the database cannot reach. */
record VouchedFile(Path file) {

  List<SignedStatement> read() {
    try {
      return Files.exists(file)
          ? Fields.of("vouched", new TreeMap<>(CanonicalJson.read(Files.readString(file))))
              .list("vouched", SignedStatement::fromJson)
          : List.of();
    } catch (IOException | IllegalArgumentException unreadable) {
      throw failed(unreadable);
    }
  }

  void add(SignedStatement signed) {
    List<SignedStatement> all = new ArrayList<>(read());
    all.add(signed);
    String text =
        CanonicalJson.write(Map.of("vouched", all.stream().map(SignedStatement::toJson).toList()));
    try {
      KeyFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException refused) {
      throw failed(refused);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException refused) {
      throw failed(refused);
    }
  }

  private IllegalStateException failed(Exception why) {
    return new IllegalStateException(
        "%s: %s (expected: what Rekey wrote there; deleted, all sign once more)"
            .formatted(file, why.getMessage()));
  }
}
