// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.connectors.openbao.Calls.UnexpectedAnswer;
import dev.rekey.documents.JsonDocument;
import dev.rekey.documents.JsonScan;
import dev.rekey.documents.Selected;
import dev.rekey.documents.Selectors;
import dev.rekey.documents.Wiped;
import dev.rekey.words.CredentialValue;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;

/**
 * What KV version 2 answers to a read: {@code {"data": {"data": {…}, "metadata": {"version": 3,
 * …}}}} (OpenBao's HTTP interface, "Read secret version").
 *
 * <p>It is read and rewritten token by token: what is beside the selected texts is neither
 * interpreted nor rounded, and no value becomes a {@code String}.
 */
final class KvDocument implements AutoCloseable {

  private static final JsonPointer DOCUMENT = JsonPointer.compile("/data/data");
  private static final JsonPointer VERSION = JsonPointer.compile("/data/metadata/version");

  private final byte[] answer;
  private final long version;

  private KvDocument(byte[] answer, long version) {
    this.answer = answer;
    this.version = version;
  }

  /**
   * Copies an answer.
   *
   * @throws UnexpectedAnswer if it has no document or no version, as with KV version 1
   */
  static KvDocument of(byte[] body) {
    OptionalLong version = JsonScan.number(body, VERSION);
    if (version.isEmpty() || !hasDocument(body)) {
      throw new UnexpectedAnswer("a document of KV version 2");
    }
    return new KvDocument(body.clone(), version.getAsLong());
  }

  private static boolean hasDocument(byte[] body) {
    AtomicBoolean has = new AtomicBoolean();
    JsonScan.values(
        body,
        (here, token, parser) -> {
          if (token == JsonToken.START_OBJECT && here.equals(DOCUMENT)) {
            has.set(true);
          }
        });
    return has.get();
  }

  long version() {
    return version;
  }

  /** Reads what all selectors find. */
  Selected select(Selectors selectors) {
    return new JsonDocument(answer, DOCUMENT).select(selectors);
  }

  /**
   * The body of a write: this document with other texts under the selectors, on condition that this
   * version is still the newest. The caller wipes it.
   *
   * @param value its parts are UTF-8, which is not checked here
   */
  byte[] rewritten(Selectors selectors, CredentialValue value) {
    try (Wiped out = new Wiped(answer.length + 1024);
        JsonGenerator generator = JsonScan.generator(out)) {
      generator.writeStartObject();
      generator.writeObjectPropertyStart("options");
      generator.writeNumberProperty("cas", version);
      generator.writeEndObject();
      generator.writeName("data");
      new JsonDocument(answer, DOCUMENT).rewrite(generator, selectors, value);
      generator.writeEndObject();
      generator.flush();
      return out.toByteArray();
    }
  }

  @Override
  public void close() {
    Arrays.fill(answer, (byte) 0);
  }
}
