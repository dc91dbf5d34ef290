package dev.nightsweep.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightsweep.model.Entry;
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
  static final String FORMAT = "nightsweep-sweep";
  static final int VERSION = 1;
  static final String RUN = "run";
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

    /** An entry with the run that it belongs to, so that parts cannot change places. */
    private ObjectNode tree(Entry entry) {
      ObjectNode tree = (ObjectNode) Json.tree(entry);
      runId.ifPresent(id -> tree.put(RUN, id));
      return tree;
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
      part.entries().forEach(entry -> entries.add(part.tree(entry)));
    }
    return Json.pretty(file);
  }

  /** The dense form. */
  public String pack() {
    ObjectNode file = head();
    Shapes shapes = new Shapes();
    ArrayNode parts = file.putArray("journals");
    for (Part part : journals) {
      ObjectNode written = parts.addObject();
      written.put("run_id", part.runId().orElse(null));
      ArrayNode numbers = written.putArray("shapes");
      part.entries().forEach(entry -> numbers.add(shapes.add(part.tree(entry))));
    }
    file.set("shapes", shapes.tree());
    return Json.write(file);
  }

  private ObjectNode head() {
    ObjectNode file = NODES.objectNode();
    file.put("format", FORMAT);
    file.put("version", VERSION);
    file.putObject("spec").put("file", specFile).put("text", spec);
    return file;
  }
}
