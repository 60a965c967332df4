// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rekey.planning.Playbook;
import dev.rekey.planning.text.Mistake;
import dev.rekey.playbooks.yaml.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An editor that goes by the schema says what the parser says. */
@Timeout(60)
class PlaybookSchemaTest {

  /** In a corpus file: what is wrong in it no schema can say. */
  private static final String BEYOND = "# beyond the schema";

  private static final JsonMapper JSON = new JsonMapper();
  private static final String TEXT = new String(PlaybookSchema.content(), StandardCharsets.UTF_8);
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(TEXT, InputFormat.JSON);

  private static Stream<Corpus.Example> valid() {
    return Corpus.in("valid");
  }

  private static Stream<Corpus.Example> invalid() {
    return Corpus.in("invalid");
  }

  private static Stream<WrittenPlaybook> library() {
    return PlaybookLibrary.written().stream();
  }

  /** What an editor would say: that it is no YAML, or what the schema refuses. */
  private static List<String> refusals(String yaml) {
    Object value;
    try {
      value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    } catch (YamlEngineException unreadable) {
      return List.of("no YAML");
    }
    // An empty file is what a map without keys is to the parser.
    JsonNode node = JSON.valueToTree(value == null ? Map.of() : value);
    return SCHEMA.validate(node).stream().map(Object::toString).toList();
  }

  @ParameterizedTest
  @MethodSource("valid")
  void takesWhatTheParserTakes(Corpus.Example example) {
    assertThat(refusals(example.text())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("library")
  void takesTheLibrary(WrittenPlaybook shipped) {
    assertThat(refusals(shipped.text())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void refusesWhatTheParserRefuses(Corpus.Example example) {
    if (example.text().contains(BEYOND)) {
      assertThat(refusals(example.text())).isEmpty();
    } else {
      assertThat(refusals(example.text())).isNotEmpty();
    }
  }

  @Test
  void isASchemaItself() {
    Schema ofSchemas =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(
                com.networknt.schema.SchemaLocation.of(
                    SpecificationVersion.DRAFT_7.getDialectId()));

    assertThat(ofSchemas.validate(TEXT, InputFormat.JSON)).isEmpty();
  }

  /** Whoever teaches the parser a key is told to teach editors too. */
  @ParameterizedTest
  @MethodSource("maps")
  void knowsTheKeysThatTheParserKnows(String path) {
    String nested = path.isEmpty() ? "zebra: 1" : path + ": {zebra: 1}\nplaybook: x";

    Matcher known =
        Pattern.compile("one of \\[(.*)]")
            .matcher(
                mistakes(nested).stream()
                    .filter(mistake -> mistake.message().startsWith("'zebra'"))
                    .findFirst()
                    .orElseThrow()
                    .message());

    assertThat(known.find()).isTrue();
    JsonNode map = JSON.readTree(TEXT);
    JsonNode keys = (path.isEmpty() ? map : map.path("properties").path(path)).path("properties");
    assertThat(new TreeSet<>(keys.propertyNames()))
        .containsExactlyElementsOf(Arrays.asList(known.group(1).split(", ", -1)));
  }

  private static Stream<String> maps() {
    JsonNode keys = JSON.readTree(TEXT).path("properties");
    return Stream.concat(
        Stream.of(""),
        keys.propertyNames().stream().filter(key -> keys.path(key).has("properties")));
  }

  @Test
  void hasTheValuesThatAreUsual() {
    StringBuilder usual = new StringBuilder("playbook: x\nfor: {connector: aws, kind: y}\n");
    JsonNode keys = JSON.readTree(TEXT).path("properties");
    for (String key : keys.propertyNames()) {
      JsonNode value = keys.path(key);
      if (value.has("default")) {
        usual.append(key).append(": ").append(value.path("default").asString()).append('\n');
      }
      JsonNode below = value.path("properties");
      List<String> lines =
          below.propertyNames().stream()
              .filter(each -> below.path(each).has("default"))
              .map(each -> each + ": " + below.path(each).path("default").asString())
              .toList();
      if (!lines.isEmpty()) {
        usual.append(key).append(":\n  ").append(String.join("\n  ", lines)).append('\n');
      }
    }

    assertThat(read(usual.toString()))
        .isEqualTo(read("playbook: x\nfor: {connector: aws, kind: y}\n"));
    assertThat(usual.toString().lines()).hasSizeGreaterThan(20);
  }

  private static Reading<Playbook> read(String yaml) {
    return PlaybookReader.read("x.yaml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Mistake> mistakes(String yaml) {
    return switch (read(yaml)) {
      case Reading.Read<Playbook>(Playbook sound) -> throw new AssertionError(sound);
      case Reading.Wrong<Playbook>(List<Mistake> mistakes) -> mistakes;
    };
  }
}
