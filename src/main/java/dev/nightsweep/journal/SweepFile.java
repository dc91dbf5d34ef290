package dev.nightsweep.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightsweep.model.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole sweep as one JSON text, to be taken elsewhere: its spec and every entry of its journals.
 *
 * <p>There are two forms of the same. The open one ({@link #write}) lists entries as the journals
 * hold them. The dense one ({@link #pack}) lists them column by column: a <em>shape</em> is the
 * list of the paths at which entries of a kind have a value, and holds for every path all values in
 * the order of the entries; a journal is then a list of shapes' numbers. Numbers that are alike
 * stand together there, which packs better.
 *
 * @param specFile the file name the spec came from
 * @param spec its text; empty if it was not at hand
 * @param journals the sweep's own first
 */
public record SweepFile(String specFile, String spec, List<Part> journals) {
  private static final String FORMAT = "nightsweep-sweep";
  private static final int VERSION = 1;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  public SweepFile {
    journals = List.copyOf(journals);
  }

  /**
   * The entries of one journal.
   *
   * @param runId whose; empty for the sweep's own
   */
  public record Part(Optional<String> runId, List<Entry> entries) {
    public Part {
      entries = List.copyOf(entries);
    }
  }

  /**
   * The open form.
   *
   * @param summary what else to tell, for people and programs that want no entries
   */
  public String write(Map<String, Object> summary) {
    ObjectNode file = head();
    summary.forEach((name, value) -> file.set(name, Json.tree(value)));
    ArrayNode parts = file.putArray("journals");
    for (Part part : journals) {
      ObjectNode written = parts.addObject();
      written.put("run_id", part.runId().orElse(null));
      ArrayNode entries = written.putArray("entries");
      part.entries().forEach(entry -> entries.add(Json.tree(entry)));
    }
    return Json.pretty(file);
  }

  /** The dense form. */
  public String pack() {
    ObjectNode file = head();
    Map<List<List<String>>, Shape> shapes = new LinkedHashMap<>();
    ArrayNode parts = file.putArray("journals");
    for (Part part : journals) {
      ObjectNode written = parts.addObject();
      written.put("run_id", part.runId().orElse(null));
      ArrayNode numbers = written.putArray("shapes");
      for (Entry entry : part.entries()) {
        Map<List<String>, JsonNode> values = new LinkedHashMap<>();
        flatten(Json.tree(entry), List.of(), values);
        List<List<String>> paths = List.copyOf(values.keySet());
        Shape shape = shapes.computeIfAbsent(paths, p -> new Shape(shapes.size(), p));
        shape.add(values.values());
        numbers.add(shape.number);
      }
    }
    ArrayNode written = file.putArray("shapes");
    shapes.values().forEach(shape -> written.add(shape.tree()));
    return Json.write(file);
  }

  private ObjectNode head() {
    ObjectNode file = NODES.objectNode();
    file.put("format", FORMAT);
    file.put("version", VERSION);
    file.putObject("spec").put("file", specFile).put("text", spec);
    return file;
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

  /**
   * Reads either form.
   *
   * @throws IOException if it is neither, or of a newer version
   */
  public static SweepFile read(String json) throws IOException {
    JsonNode file = Json.read(json, JsonNode.class);
    if (!file.path("format").asText().equals(FORMAT)) {
      throw new IOException("it is no JSON of a sweep (\"format\": \"" + FORMAT + "\")");
    }
    if (file.path("version").asInt() > VERSION) {
      throw new IOException(
          "it was written by a newer Nightsweep (version " + VERSION + " is known)");
    }
    try {
      List<Iterator<JsonNode>> shapes = new ArrayList<>();
      file.path("shapes").forEach(shape -> shapes.add(entries(shape).iterator()));
      List<Part> parts = new ArrayList<>();
      for (JsonNode part : file.path("journals")) {
        List<JsonNode> trees = new ArrayList<>();
        part.path("entries").forEach(trees::add);
        part.path("shapes").forEach(number -> trees.add(shapes.get(number.asInt()).next()));
        parts.add(part(part, trees));
      }
      JsonNode spec = file.path("spec");
      return new SweepFile(spec.path("file").asText(), spec.path("text").asText(), parts);
    } catch (RuntimeException e) {
      throw new IOException("its entries cannot be read: " + e.getMessage(), e);
    }
  }

  private static Part part(JsonNode part, List<JsonNode> trees) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode tree : trees) {
      entries.add(Json.read(Json.write(tree), Entry.class));
    }
    return new Part(Optional.ofNullable(part.path("run_id").textValue()), entries);
  }

  private static List<JsonNode> entries(JsonNode shape) {
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
