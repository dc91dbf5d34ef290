package dev.nightsweep.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Entries column by column, as the dense form of a {@link SweepFile} has them. */
final class Shapes {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Map<List<List<String>>, Shape> shapes = new LinkedHashMap<>();

  /** Takes an entry in; returns its shape's number. */
  int add(JsonNode entry) {
    Map<List<String>, JsonNode> values = new LinkedHashMap<>();
    flatten(entry, List.of(), values);
    List<List<String>> paths = List.copyOf(values.keySet());
    Shape shape = shapes.computeIfAbsent(paths, p -> new Shape(shapes.size(), p));
    shape.add(values.values());
    return shape.number;
  }

  ArrayNode tree() {
    ArrayNode tree = NODES.arrayNode();
    shapes.values().forEach(shape -> tree.add(shape.tree()));
    return tree;
  }

  private static final class Shape {
    private final int number;
    private final List<List<String>> paths;
    private final List<ArrayNode> columns = new ArrayList<>();

    Shape(int number, List<List<String>> paths) {
      this.number = number;
      this.paths = paths;
      paths.forEach(path -> columns.add(NODES.arrayNode()));
    }

    private void add(Iterable<JsonNode> values) {
      Iterator<ArrayNode> column = columns.iterator();
      values.forEach(value -> column.next().add(value));
    }

    private ObjectNode tree() {
      ObjectNode tree = NODES.objectNode();
      tree.set("paths", Json.tree(paths));
      ArrayNode all = tree.putArray("columns");
      columns.forEach(all::add);
      return tree;
    }
  }

  /** Lists count as values, and so do objects without fields. */
  private static void flatten(
      JsonNode node, List<String> path, Map<List<String>, JsonNode> values) {
    if (!node.isObject() || node.isEmpty()) {
      values.put(path, node);
      return;
    }
    node.properties()
        .forEach(
            field -> {
              List<String> longer = new ArrayList<>(path);
              longer.add(field.getKey());
              flatten(field.getValue(), List.copyOf(longer), values);
            });
  }

  /** The entries of a shape, in order. */
  static List<JsonNode> entries(JsonNode shape) {
    List<JsonNode> entries = new ArrayList<>();
    int count = shape.path("columns").path(0).size();
    for (int i = 0; i < count; i++) {
      ObjectNode entry = NODES.objectNode();
      for (int c = 0; c < shape.path("paths").size(); c++) {
        put(entry, shape.path("paths").get(c), shape.path("columns").get(c).get(i));
      }
      entries.add(entry);
    }
    return entries;
  }

  private static void put(ObjectNode entry, JsonNode path, JsonNode value) {
    ObjectNode parent = entry;
    for (int i = 0; i + 1 < path.size(); i++) {
      String name = path.get(i).asText();
      parent = parent.has(name) ? (ObjectNode) parent.get(name) : parent.putObject(name);
    }
    parent.set(path.get(path.size() - 1).asText(), value);
  }
}
