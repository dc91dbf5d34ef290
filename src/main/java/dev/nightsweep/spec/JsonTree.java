package dev.nightsweep.spec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.nightsweep.spec.Tree.Place;
import dev.nightsweep.spec.Tree.Scalar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Reads JSON (RFC 8259), token by token; trailing text is refused. */
final class JsonTree {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final TreeBuilder builder;
  private int depth;
  private boolean complete;

  private JsonTree(Problems problems, Tolerated tolerated) {
    this.builder = new TreeBuilder(problems, tolerated);
  }

  /** The tree, or empty when there is none; then and otherwise problems may have been noted. */
  static Optional<Tree> read(String text, Problems problems, Tolerated tolerated) {
    JsonTree reading = new JsonTree(problems, tolerated);
    try (JsonParser parser = FACTORY.createParser(text)) {
      while (parser.nextToken() != null) {
        reading.accept(parser);
      }
    } catch (TreeBuilder.GivenUpException e) {
      return Optional.empty(); // noted where it was thrown
    } catch (JsonProcessingException e) {
      problems.add(place(e.getLocation()), "not JSON: " + Suggest.clip(plain(e)));
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from a text in memory failed", e);
    }
    return reading.builder.tree();
  }

  private void accept(JsonParser parser) throws IOException {
    Place at = place(parser.currentTokenLocation());
    if (complete) {
      throw builder.giveUp(at, "text after the end of the spec\n  Maybe remove it");
    }
    JsonToken token = parser.currentToken();
    if (token.isStructStart()) {
      builder.start(at, token == JsonToken.START_OBJECT, Optional.empty());
      depth++;
    } else if (token.isStructEnd()) {
      builder.end();
      depth--;
    } else {
      boolean quoted = token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING;
      builder.scalar(new Scalar(at, parser.getText(), quoted), Optional.empty());
    }
    complete = depth == 0;
  }

  /** What Jackson says, without its advice to programmers. */
  private static String plain(JsonProcessingException e) {
    return String.valueOf(e.getOriginalMessage()).replaceFirst(": enable .*", "");
  }

  private static Place place(JsonLocation location) {
    return location == null || location.getLineNr() < 1
        ? Place.START
        : new Place(location.getLineNr(), Math.max(1, location.getColumnNr()));
  }
}
