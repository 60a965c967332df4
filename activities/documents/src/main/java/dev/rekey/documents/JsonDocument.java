// SPDX-License-Identifier: Apache-2.0
package dev.rekey.documents;

import dev.rekey.words.CredentialValue;
import dev.rekey.words.Secret;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;

/**
 * A JSON document, or the part of one below a root, that is read and rewritten token by token: what
 * is beside the selected texts is neither interpreted nor rounded, and no value becomes a {@code
 * String}. All throw {@link tools.jackson.core.JacksonException} if it is no JSON.
 */
public final class JsonDocument {

  private final byte[] json;
  private final JsonPointer root;

  /**
   * @param json is not copied: whoever made it wipes it
   * @param root where the selectors start
   */
  public JsonDocument(byte[] json, JsonPointer root) {
    this.json = json;
    this.root = root;
  }

  /** Reads what all selectors find. */
  public Selected select(Selectors selectors) {
    SelectedParts parts = new SelectedParts(selectors.byPart());
    JsonScan.values(
        json,
        (absolute, token, parser) -> {
          JsonPointer here = below(absolute);
          if (here == null || !parts.wants(here)) {
            return;
          }
          if (token == JsonToken.VALUE_STRING) {
            try (Secret text = JsonScan.secret(parser)) {
              parts.see(here, text);
            }
          } else {
            parts.seeOther(here);
          }
        });
    return parts.selected();
  }

  private @org.jspecify.annotations.Nullable JsonPointer below(JsonPointer absolute) {
    JsonPointer rest = absolute;
    for (JsonPointer at = root; !at.matches(); at = at.tail()) {
      if (rest.matches() || !rest.getMatchingProperty().equals(at.getMatchingProperty())) {
        return null;
      }
      rest = rest.tail();
    }
    return rest;
  }

  /** Writes the object at the root with other texts under the selectors. */
  public void rewrite(JsonGenerator generator, Selectors selectors, CredentialValue value) {
    try (JsonParser parser = JsonScan.parser(json)) {
      while (!(parser.nextToken() == JsonToken.START_OBJECT
          && JsonScan.where(JsonToken.START_OBJECT, parser).equals(root))) {
        // On to the root; that there is one was checked before.
      }
      copy(parser, generator, selectors, value);
    }
  }

  /** The document with other texts under the selectors; the caller wipes it. */
  public byte[] rewritten(Selectors selectors, CredentialValue value) {
    try (Wiped out = new Wiped(json.length + 1024);
        JsonGenerator generator = JsonScan.generator(out)) {
      rewrite(generator, selectors, value);
      generator.flush();
      return out.toByteArray();
    }
  }

  private void copy(
      JsonParser parser, JsonGenerator generator, Selectors selectors, CredentialValue value) {
    generator.copyCurrentEventExact(parser);
    int depth = 1;
    while (depth > 0) {
      JsonToken token = parser.nextToken();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      }
      JsonPointer here = token == JsonToken.VALUE_STRING ? below(JsonScan.pointer(parser)) : null;
      if (here != null && !selectors.at(here).isEmpty()) {
        try (Secret before = JsonScan.secret(parser);
            Secret after = selectors.rewritten(here, before, value)) {
          after.open(bytes -> generator.writeUTF8String(bytes, 0, bytes.length));
        }
      } else if (token.isNumeric()) {
        // As written: read as numbers, -0.0 would lose its sign and 1e2 its form.
        generator.writeRawValue(
            parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
      } else {
        generator.copyCurrentEventExact(parser);
      }
    }
  }
}
