package dev.nightsweep.journal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the JSON of a sweep entry by entry, without holding all of the text: it may be long, and
 * anybody may have written it.
 */
public final class SweepFileReader {
  /** A file as it was read: the sweep, and what it tells of it beside. */
  public record Read(SweepFile sweep, SweepSummary summary) {}

  /**
   * Entries of a journal, or the numbers of the shapes that hold them.
   *
   * @param told the runs that they say they are of
   */
  private record Listed(
      Optional<String> runId, List<Entry> entries, List<Integer> shapes, Set<String> told) {
    void refuseOthers() throws IOException {
      for (String run : told) {
        if (!runId.equals(Optional.of(run))) {
          throw new IOException(
              "the journal of %s has an entry of the run %s"
                  .formatted(runId.map(id -> "the run " + id).orElse("the sweep"), run));
        }
      }
    }
  }

  private final List<Listed> journals = new ArrayList<>();
  private final Set<String> runIds = new HashSet<>();
  private String format = "";
  private int version;
  private String specFile = "";
  private String spec = "";
  private List<Iterator<JsonNode>> shapes = List.of();
  private Optional<String[]> answers = Optional.empty();
  private Optional<ContrastResult[]> contrasts = Optional.empty();

  /**
   * Reads either form from UTF-8.
   *
   * @throws IOException if it is neither, or of a newer version
   */
  public static Read read(InputStream json) throws IOException {
    SweepFileReader reader = new SweepFileReader();
    try (JsonParser parser = Json.MAPPER.createParser(json)) {
      reader.readAll(parser);
    } catch (JsonProcessingException e) {
      throw new IOException(why(e), e);
    }
    return reader.sweep();
  }

  private void readAll(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw noSweep();
    }
    Set<String> seen = new HashSet<>();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      if (!seen.add(name)) {
        throw new IOException("“%s” is there twice".formatted(Ids.shown(name)));
      }
      json.nextToken();
      readField(name, json);
    }
  }

  private void readField(String name, JsonParser json) throws IOException {
    switch (name) {
      case "format" -> format = json.getValueAsString("");
      case "version" -> version = json.getValueAsInt();
      case "spec" -> {
        JsonNode tree = Json.MAPPER.readTree(json);
        specFile = tree.path("file").asText();
        spec = tree.path("text").asText();
      }
      case "answers" -> answers = Optional.ofNullable(json.readValueAs(String[].class));
      case "contrasts" -> contrasts = Optional.ofNullable(json.readValueAs(ContrastResult[].class));
      case "journals" -> readJournals(json);
      case "shapes" -> {
        List<Iterator<JsonNode>> read = new ArrayList<>();
        JsonNode tree = Json.MAPPER.readTree(json);
        tree.forEach(shape -> read.add(Shapes.entries(shape).iterator()));
        shapes = read;
      }
      default -> json.skipChildren(); // for people
    }
  }

  private void readJournals(JsonParser json) throws IOException {
    require(json, JsonToken.START_ARRAY, "journals");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      journals.add(journal(json));
    }
  }

  private static void require(JsonParser json, JsonToken token, String what) throws IOException {
    if (json.currentToken() != token) {
      throw new IOException("“%s” is not what it should be".formatted(what));
    }
  }

  private Listed journal(JsonParser json) throws IOException {
    require(json, JsonToken.START_OBJECT, "journals");
    Optional<String> runId = Optional.empty();
    List<Entry> entries = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      switch (name) {
        case "run_id" -> runId = Optional.ofNullable(json.getValueAsString());
        case "entries" -> {
          require(json, JsonToken.START_ARRAY, name);
          while (json.nextToken() != JsonToken.END_ARRAY) {
            entries.add(
                entry(json::readValueAsTree, told, journals.size() + 1, entries.size() + 1));
          }
        }
        case "shapes" -> {
          require(json, JsonToken.START_ARRAY, name);
          numbers.addAll(Arrays.asList(json.readValueAs(Integer[].class)));
        }
        default -> json.skipChildren();
      }
    }
    if (!runIds.add(runId.orElse(""))) {
      throw new IOException(
          "journal %d is one more of the same run, or of the sweep".formatted(journals.size() + 1));
    }
    return new Listed(runId, entries, numbers, told);
  }

  private interface Source {
    JsonNode next() throws IOException;
  }

  /** Notes which run the entry says that it is of. */
  private static Entry entry(Source source, Set<String> told, int journal, int number)
      throws IOException {
    try {
      JsonNode tree = source.next();
      if (tree.hasNonNull(SweepFile.RUN)) {
        told.add(tree.path(SweepFile.RUN).asText());
      }
      return Objects.requireNonNull(Json.MAPPER.treeToValue(tree, Entry.class));
    } catch (IOException | RuntimeException e) {
      throw unreadable(journal, number, e);
    }
  }

  private Read sweep() throws IOException {
    if (!format.equals(SweepFile.FORMAT)) {
      throw noSweep();
    }
    if (version > SweepFile.VERSION) {
      throw new IOException(
          "it was written by a newer Nightsweep (version " + SweepFile.VERSION + " is known)");
    }
    List<SweepFile.Part> parts = new ArrayList<>();
    for (Listed journal : journals) {
      List<Entry> entries = journal.entries();
      for (int number : journal.shapes()) {
        Source shape = () -> shapes.get(number).next();
        entries.add(entry(shape, journal.told(), parts.size() + 1, entries.size() + 1));
      }
      journal.refuseOthers();
      parts.add(new SweepFile.Part(journal.runId(), entries));
    }
    return new Read(
        new SweepFile(specFile, spec, parts),
        new SweepSummary(answers.map(SweepFileReader::list), contrasts.map(SweepFileReader::list)));
  }

  private static <T> List<T> list(T[] told) {
    return Arrays.stream(told).filter(Objects::nonNull).toList();
  }

  private static IOException noSweep() {
    return new IOException("it is no JSON of a sweep (\"format\": \"" + SweepFile.FORMAT + "\")");
  }

  private static IOException unreadable(int journal, int entry, Exception cause) {
    return new IOException(
        "entry %d of journal %d cannot be read: %s".formatted(entry, journal, why(cause)), cause);
  }

  /** Without where in Java it happened. */
  private static String why(Exception cause) {
    String message =
        cause instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : cause.getMessage();
    return String.valueOf(message).lines().findFirst().orElse("");
  }
}
