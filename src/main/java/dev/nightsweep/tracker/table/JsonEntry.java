package dev.nightsweep.tracker.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightsweep.tracker.TrackerLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The rows in one object of a list: one of its own and, if it has a history, one for each entry of
 * that. Mappings in it are taken apart, with dots between the names.
 */
final class JsonEntry {
  private static final Map<String, String> PREFIXES =
      Map.of(
          "params", "param.",
          "parameters", "param.",
          "hyperparameters", "param.",
          "config", "param.",
          "metrics", "metric.",
          "summary", "metric.",
          "tags", "label.",
          "labels", "label.");
  private static final Set<String> HISTORIES = Set.of("history", "epochs");
  private static final Set<String> OF_ROW = Set.of("step", "epoch", "timestamp");
  private static final String RUN = "run";
  private static final String STEP = "step";

  private final JsonNode entry;
  private final String number;
  private final Map<String, Cell> own = new LinkedHashMap<>();
  private final List<Map<String, Cell>> history = new ArrayList<>();

  JsonEntry(JsonNode entry, int number) {
    this.entry = entry;
    this.number = Integer.toString(number);
  }

  /** What the values in a mapping of that name are; empty if it does not tell. */
  static String prefix(String name) {
    return PREFIXES.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  /**
   * The rows, with the names of columns.
   *
   * @throws IllegalArgumentException if a name is too long, or a history is none
   */
  List<Map<String, Cell>> rows() {
    for (Map.Entry<String, JsonNode> field : entry.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      String prefix = prefix(name);
      if (value.isObject()) {
        put(prefix.isEmpty() ? name + "." : prefix, value, own);
      } else if (value.isArray() && HISTORIES.contains(name.toLowerCase(Locale.ROOT))) {
        history(value);
      } else {
        putOne(name, value, own);
      }
    }
    if (history.isEmpty()) {
      return List.of(own);
    }
    String run = ColumnRole.RUN.in(List.copyOf(own.keySet())).orElse(RUN);
    Cell id = own.computeIfAbsent(run, name -> Cell.of(number));
    history.forEach(row -> row.put(run, id));
    List<Map<String, Cell>> rows = new ArrayList<>(List.of(own));
    rows.addAll(history);
    return rows;
  }

  private void history(JsonNode entries) {
    for (int i = 0; i < entries.size(); i++) {
      if (!entries.get(i).isObject()) {
        throw new IllegalArgumentException("entry %d of the history is no object".formatted(i + 1));
      }
      Map<String, Cell> row = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> field : entries.get(i).properties()) {
        String name = field.getKey();
        if (field.getValue().isObject()) {
          put(
              prefix(name).isEmpty() ? "metric." + name + "." : prefix(name),
              field.getValue(),
              row);
        } else {
          putOne(OF_ROW.contains(name) ? name : "metric." + name, field.getValue(), row);
        }
      }
      if (!row.containsKey(STEP) && !row.containsKey("epoch")) {
        row.put(STEP, Cell.of(Integer.toString(i)));
      }
      history.add(row);
    }
  }

  /** A list of numbers among the metrics is one of epochs, the first of which is 0. */
  private void put(String prefix, JsonNode values, Map<String, Cell> row) {
    for (Map.Entry<String, JsonNode> value : values.properties()) {
      String name = prefix + value.getKey();
      if (value.getValue().isObject()) {
        put(name + ".", value.getValue(), row);
      } else if (value.getValue().isArray() && prefix.startsWith("metric.")) {
        for (int i = 0; i < value.getValue().size(); i++) {
          Map<String, Cell> epoch = new LinkedHashMap<>();
          epoch.put(STEP, Cell.of(Integer.toString(i)));
          putOne(name, value.getValue().get(i), epoch);
          history.add(epoch);
        }
      } else {
        putOne(name, value.getValue(), row);
      }
    }
  }

  private static void putOne(String name, JsonNode value, Map<String, Cell> row) {
    if (row.put(TrackerLimits.name(name), cell(value)) != null) {
      throw new IllegalArgumentException("“%s” is told twice".formatted(name));
    }
  }

  private static Cell cell(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL, MISSING -> Cell.NOTHING;
      case NUMBER -> Cell.of(value.asText());
      case BOOLEAN -> new Cell(value.asText(), Cell.Kind.TRUTH);
      case STRING -> text(value.asText());
      default -> new Cell(value.toString(), Cell.Kind.STRUCTURE);
    };
  }

  /** As JSON knows no NaN, it is often a text. A number in quotes remains one. */
  private static Cell text(String text) {
    Cell cell = Cell.of(text);
    boolean kept = cell.kind() == Cell.Kind.NOT_FINITE || cell.isNothing();
    return kept ? cell : new Cell(text, Cell.Kind.TEXT);
  }
}
