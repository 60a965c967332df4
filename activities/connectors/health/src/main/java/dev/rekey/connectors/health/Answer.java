// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.health;

import dev.rekey.spi.Health;
import dev.rekey.words.HealthCheck;
import java.io.IOException;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a consumer answered.
 *
 * @param body its beginning, as text
 */
record Answer(int status, String body) {

  /** What says more than this to "are you well" is not looked at any further. */
  static final long LONGEST = 64L << 10;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(30).build())
                  .build())
          .build();

  /** The body is read only where something in it is looked for. */
  static Answer read(Response response, HealthCheck check) throws IOException {
    if (check.field().isEmpty() && check.text().isEmpty()) {
      return new Answer(response.code(), "");
    }
    var source = response.body().source();
    // Reads as far as that and no farther, whatever length the answer claims.
    source.request(LONGEST);
    long size = Math.min(LONGEST, source.getBuffer().size());
    return new Answer(response.code(), source.getBuffer().snapshot((int) size).utf8());
  }

  Health judgedBy(HealthCheck check) {
    if (status != check.status()) {
      return new Health(false, "answered %d (expected: %d)".formatted(status, check.status()));
    }
    if (!check.field().isEmpty() && !check.fieldText().equals(at(check.pointer()))) {
      return unwell("without '%s' at %s".formatted(check.fieldText(), check.pointer()), check);
    }
    if (!check.text().isEmpty() && !body.contains(check.text())) {
      return unwell("without '%s'".formatted(check.text()), check);
    }
    return new Health(true, "answered " + status);
  }

  private Health unwell(String how, HealthCheck check) {
    return new Health(
        false,
        "answered %d %s in its first %d KiB (expected: %d with it)"
            .formatted(status, how, LONGEST >> 10, check.status()));
  }

  /** The text there; empty if the answer is no JSON or has none there. */
  private String at(String pointer) {
    try {
      JsonNode node = MAPPER.readTree(body).at(pointer);
      return node.isValueNode() ? node.asString() : "";
    } catch (JacksonException | IllegalArgumentException e) {
      return "";
    }
  }
}
