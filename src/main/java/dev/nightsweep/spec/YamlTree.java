package dev.nightsweep.spec;

import dev.nightsweep.spec.Tree.Place;
import dev.nightsweep.spec.Tree.Scalar;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2 from the parser's events rather than its nodes: composing recurses, and would
 * overflow the stack before anybody could count how deep a hostile file is nested.
 */
final class YamlTree {
  private static final String CORE = "tag:yaml.org,2002:";
  private static final Set<String> PLAIN = Set.of("int", "float", "bool", "null");

  private final String text;
  private final Problems problems;
  private final TreeBuilder builder;
  private int documents;

  private YamlTree(String text, Problems problems, Tolerated tolerated) {
    this.text = text;
    this.problems = problems;
    this.builder = new TreeBuilder(problems, tolerated);
  }

  /** The tree, or empty when there is none; then and otherwise problems may have been noted. */
  static Optional<Tree> read(String label, String text, Problems problems, Tolerated tolerated) {
    YamlTree reading = new YamlTree(text, problems, tolerated);
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setLabel(label)
              .setCodePointLimit(Integer.MAX_VALUE) // SpecReader has limited it
              .setBufferSize(
                  text.length() + 1) // in smaller pieces it copies long words over and over
              .build();
      for (Event event : new Parse(settings).parseString(text)) {
        reading.accept(event);
      }
    } catch (TreeBuilder.GivenUpException e) {
      return Optional.empty(); // noted where it was thrown
    } catch (MarkedYamlEngineException e) {
      reading.note(e);
      return Optional.empty();
    } catch (ReaderException e) {
      problems.add(reading.unprintable(), "a character that YAML does not allow");
      return Optional.empty();
    } catch (YamlEngineException e) {
      problems.add(Place.START, "not YAML: " + Suggest.clip(String.valueOf(e.getMessage())));
      return Optional.empty();
    }
    return reading.builder.tree();
  }

  private void accept(Event event) {
    Place at = event.getStartMark().map(YamlTree::place).orElse(Place.START);
    switch (event.getEventId()) {
      case DocumentStart -> startDocument((DocumentStartEvent) event, at);
      case MappingStart -> start((CollectionStartEvent) event, at, true);
      case SequenceStart -> start((CollectionStartEvent) event, at, false);
      case MappingEnd, SequenceEnd -> builder.end();
      case Scalar -> scalar((ScalarEvent) event, at);
      case Alias -> builder.alias(at, ((AliasEvent) event).getAlias().getValue());
      default -> {} // begin and end of the stream, end of a document, comments
    }
  }

  private void startDocument(DocumentStartEvent event, Place at) {
    if (++documents > 1) {
      throw builder.giveUp(
          at, "a second document begins here; a spec is one document\n  Maybe remove the line ---");
    }
    event
        .getSpecVersion()
        .filter(version -> version.getMajor() != 1 || version.getMinor() != 2)
        .ifPresent(version -> problems.add(at, "%YAML must be 1.2"));
  }

  private void start(CollectionStartEvent event, Place at, boolean map) {
    event.getTag().ifPresent(tag -> checkTag(tag, at, Set.of(map ? "map" : "seq")));
    builder.start(at, map, anchor(event));
  }

  private void scalar(ScalarEvent event, Place at) {
    boolean quoted = !event.isPlain();
    if (event.getTag().isPresent()) {
      String tag = event.getTag().get();
      checkTag(tag, at, Set.of("str", "int", "float", "bool", "null"));
      quoted = !(tag.startsWith(CORE) && PLAIN.contains(tag.substring(CORE.length())));
    }
    builder.scalar(new Scalar(at, event.getValue(), quoted), anchor(event));
  }

  private void checkTag(String tag, Place at, Set<String> allowed) {
    boolean core =
        tag.equals("!") || (tag.startsWith(CORE) && allowed.contains(tag.substring(CORE.length())));
    if (!core) {
      problems.add(at, "the tag " + Suggest.quote(tag) + " is not allowed in a spec", "remove it");
    }
  }

  private static Optional<String> anchor(NodeEvent event) {
    return event.getAnchor().map(Anchor::getValue);
  }

  private static Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** Where the first character stands that YAML does not allow. */
  private Place unprintable() {
    int index = 0;
    while (index < text.length() && StreamReader.isPrintable(text.codePointAt(index))) {
      index = text.offsetByCodePoints(index, 1);
    }
    String before = text.substring(0, index);
    int lineStart = before.lastIndexOf('\n') + 1;
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new Place(line, before.codePointCount(lineStart, before.length()) + 1);
  }

  private void note(MarkedYamlEngineException e) {
    Place at = e.getProblemMark().or(e::getContextMark).map(YamlTree::place).orElse(Place.START);
    String problem = String.valueOf(e.getProblem());
    if (problem.contains("TAB")) {
      problems.add(at, "a tab stands where YAML wants spaces", "indent with spaces");
    } else {
      String context = e.getContext() == null ? "" : Suggest.clip(e.getContext()) + ": ";
      problems.add(at, "not YAML: " + context + Suggest.clip(problem));
    }
  }
}
