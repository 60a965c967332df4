// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks.yaml;

import dev.rekey.planning.text.Shown;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds values from the parser's events. It goes by events and not by the library's own nodes, so
 * that depth and aliases are refused before anything grows.
 */
final class YamlTree {

  private static final int DEEPEST = 30;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(YamlFile.LARGEST).build();

  /** Going on makes no sense; what is wrong is told already. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("told already", null, false, false);
    }
  }

  private final Mistakes mistakes;

  YamlTree(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** The map at the top, empty for an empty file; nothing if a mistake was told. */
  Optional<YamlMap> read(String text) {
    try {
      return Optional.of(document(new Parse(SETTINGS).parseString(text).iterator()));
    } catch (Stopped e) {
      return Optional.empty();
    } catch (MarkedYamlEngineException e) {
      mistakes.add(
          e.getProblemMark().map(YamlTree::position).orElse(Position.START),
          "syntax",
          problem(e) + " (expected: YAML; look at quotes, colons and indentation here)");
      return Optional.empty();
    } catch (ReaderException e) {
      mistakes.add(
          position(text, e.getPosition()),
          "syntax",
          "character \\u{%x} (expected: printable characters only)".formatted(e.getCodePoint()));
      return Optional.empty();
    } catch (YamlEngineException e) {
      String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
      mistakes.add(Position.START, "syntax", Shown.escaped(message, 200) + " (expected: YAML)");
      return Optional.empty();
    }
  }

  private YamlMap document(Iterator<Event> events) {
    YamlValue top = null;
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case Alias, Scalar, SequenceStart, MappingStart -> {
          if (top != null) {
            throw stop(event, "several-documents", "a second document (expected: one; remove ---)");
          }
          top = value(event, events, "", 1);
        }
        default -> {
          // Starts and ends of stream and document, comments: they say nothing.
        }
      }
    }
    return switch (top) {
      case null -> new YamlMap(new Spot(Position.START, "", mistakes), Map.of());
      case YamlMap map -> map;
      case YamlText text when text.text().isEmpty() ->
          new YamlMap(new Spot(Position.START, "", mistakes), Map.of());
      case YamlValue other -> {
        other.mistake("wrong-shape", other.described() + " (expected: keys and values)");
        throw new Stopped();
      }
    };
  }

  private YamlValue value(Event event, Iterator<Event> events, String path, int depth) {
    checkNode(event, depth);
    Spot spot = new Spot(position(event), path, mistakes);
    if (event instanceof ScalarEvent scalar) {
      return text(scalar, spot);
    }
    return event instanceof MappingStartEvent
        ? map(spot, events, depth)
        : list(spot, events, depth);
  }

  private void checkNode(Event event, int depth) {
    if (event instanceof AliasEvent) {
      throw stop(event, "alias", "an alias '*' (expected: none; write the value out)");
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      throw stop(
          event, "alias", "an anchor '&' (expected: none; write the value where it is used)");
    }
    if (tagged(event)) {
      throw stop(event, "tag", "a tag '!' (expected: none; values are text)");
    }
    if (depth > DEEPEST) {
      throw stop(event, "too-deep", "more than %d levels (expected: fewer)".formatted(DEEPEST));
    }
  }

  private static boolean tagged(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getTag().isPresent();
      case CollectionStartEvent collection -> collection.getTag().isPresent();
      default -> false;
    };
  }

  private static YamlText text(ScalarEvent scalar, Spot spot) {
    String text = scalar.getValue();
    boolean hidden =
        text.codePoints().anyMatch(each -> each != '\n' && each != '\t' && Shown.hidden(each));
    if (hidden) {
      spot.mistake(
          "invisible-character",
          "'%s' holds control or invisible characters (expected: none)"
              .formatted(Shown.escaped(text, 60)));
    }
    boolean nothing = scalar.isPlain() && (text.equals("~") || text.equals("null"));
    return new YamlText(spot, nothing ? "" : text);
  }

  private YamlList list(Spot spot, Iterator<Event> events, int depth) {
    List<YamlValue> values = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      values.add(value(event, events, spot.path(), depth + 1));
    }
    return new YamlList(spot, values);
  }

  private YamlMap map(Spot spot, Iterator<Event> events, int depth) {
    Map<String, YamlEntry> entries = new LinkedHashMap<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      if (!(value(event, events, "", depth + 1) instanceof YamlText key)) {
        throw stop(event, "wrong-shape", "a key of several values (expected: a single word)");
      }
      YamlValue value = value(events.next(), events, spot.below(key.text()), depth + 1);
      YamlEntry first = entries.putIfAbsent(key.text(), new YamlEntry(key, value));
      if (first != null) {
        key.mistake(
            "duplicate-key",
            "%s stands twice, first in line %d (expected: once)"
                .formatted(key.described(), first.key().position().line()));
      }
    }
    return new YamlMap(spot, entries);
  }

  private Stopped stop(Event event, String rule, String message) {
    mistakes.add(position(event), rule, message);
    return new Stopped();
  }

  /** What the library says, and where what it was reading then begins: often far above. */
  private static String problem(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem());
    Optional<Mark> context = e.getContextMark();
    String begins =
        context.isPresent() && e.getContext() != null
            ? " %s that begins in line %d".formatted(e.getContext(), context.get().getLine() + 1)
            : "";
    return Shown.escaped(problem + begins, 200);
  }

  private static Position position(Event event) {
    return event.getStartMark().map(YamlTree::position).orElse(Position.START);
  }

  /** The library gives this one in characters from the beginning. */
  private static Position position(String text, int at) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < Math.min(at, text.length()); i++) {
      boolean ends = text.charAt(i) == '\n';
      line += ends ? 1 : 0;
      column = ends ? 1 : column + 1;
    }
    return new Position(line, column);
  }

  private static Position position(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
