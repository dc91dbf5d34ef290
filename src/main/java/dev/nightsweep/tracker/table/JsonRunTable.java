package dev.nightsweep.tracker.table;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a list of objects, or an object on each line, as a table: a run each, or a row. */
public final class JsonRunTable {
  private static final int MAX_DEPTH = 20;
  private static final String RUNS = "runs";
  private static final JsonMapper JSON = mapper();

  private final Path file;
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final List<RunTable.Row> rows = new ArrayList<>();
  private int cells;
  private int entries;

  private JsonRunTable(Path file) {
    this.file = file;
  }

  private static JsonMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());
    return mapper;
  }

  public static RunTable read(Path file) throws IOException {
    JsonRunTable table = new JsonRunTable(file);
    try (Reader text = TextFile.open(file)) {
      table.parse(new BoundedReader(text));
    } catch (CharacterCodingException e) {
      throw TextFile.wrongLetters(file);
    } catch (JsonProcessingException e) {
      throw new UnreadableRunException(
          file,
          "line %d is no JSON: %s"
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getOriginalMessage()));
    }
    if (table.rows.isEmpty()) {
      throw new UnreadableRunException(file, "there is no run in it");
    }
    return new RunTable(file, List.copyOf(table.columns.keySet()), table.rows, List.of());
  }

  private void parse(BoundedReader text) throws IOException {
    try (JsonParser parser = JSON.getFactory().createParser(text)) {
      List<JsonNode> alone = new ArrayList<>();
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        first = parser.nextToken();
      }
      for (JsonToken at = first; at != null && at != JsonToken.END_ARRAY; at = parser.nextToken()) {
        text.begin();
        JsonNode entry = JSON.readTree(parser);
        if (entries == 0 && alone.isEmpty()) {
          alone.add(entry); // whether it is alone decides what it is
        } else {
          takeAlone(alone, false);
          entry(entry);
        }
      }
      takeAlone(alone, parser.getParsingContext().inRoot() && first == JsonToken.START_OBJECT);
    }
  }

  private void takeAlone(List<JsonNode> alone, boolean isAlone) throws IOException {
    for (JsonNode entry : alone) {
      if (isAlone && entry.path(RUNS).isArray()) {
        for (JsonNode each : entry.path(RUNS)) {
          entry(each);
        }
      } else if (isAlone && isByName(entry)) {
        throw new UnreadableRunException(
            file,
            "it has one object with the values by name. It should be a list of objects, one for each run or row, as pandas writes with orient=\"records\"");
      } else {
        entry(entry);
      }
    }
    alone.clear();
  }

  private static boolean isByName(JsonNode entry) {
    return !entry.isEmpty()
        && entry.properties().stream()
            .allMatch(it -> it.getValue().isObject() && JsonEntry.prefix(it.getKey()).isEmpty());
  }

  private void entry(JsonNode entry) throws IOException {
    entries++;
    if (!entry.isObject()) {
      throw new UnreadableRunException(
          file, "entry %d is no object with names and values".formatted(entries));
    }
    try {
      for (Map<String, Cell> row : new JsonEntry(entry, entries).rows()) {
        add(row);
      }
    } catch (IllegalArgumentException e) {
      throw new UnreadableRunException(file, "in entry %d %s".formatted(entries, e.getMessage()));
    }
  }

  private void add(Map<String, Cell> values) throws IOException {
    List<Cell> row = new ArrayList<>();
    for (Map.Entry<String, Cell> value : values.entrySet()) {
      int column = columns.computeIfAbsent(value.getKey(), name -> columns.size());
      while (row.size() <= column) {
        row.add(Cell.NOTHING);
      }
      row.set(column, value.getValue());
      cells++;
    }
    rows.add(new RunTable.Row(entries, row));
    if (cells > CsvRunTable.MAX_CELLS || columns.size() > CsvRunTable.MAX_COLUMNS) {
      throw new UnreadableRunException(
          file,
          "it has more than %d values, or %d names"
              .formatted(CsvRunTable.MAX_CELLS, CsvRunTable.MAX_COLUMNS));
    }
  }
}
