package dev.nightsweep.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightsweep.model.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The keys of a map in a spec, each with what the JSON Schema says of it: declared once, for the
 * reader and for the schema.
 */
record Keys(List<Key> all) {
  static final Keys NONE = new Keys(List.of());

  /** A key; what may stand there can depend on the program that is trained. */
  record Key(String name, Function<Catalog, ObjectNode> schema) {}

  Keys with(String name, Function<Catalog, ObjectNode> schema) {
    List<Key> more = new ArrayList<>(all);
    more.add(new Key(name, schema));
    return new Keys(List.copyOf(more));
  }

  /** A key of which the same is true whatever is trained. */
  Keys with(String name, ObjectNode schema) {
    return with(name, catalog -> schema.deepCopy());
  }

  Keys with(String name, ObjectNode schema, String description) {
    return with(name, SchemaNodes.described(schema, description));
  }

  List<String> names() {
    return all.stream().map(Key::name).toList();
  }

  /** A map of these keys and no others. */
  ObjectNode schema(String description, Catalog catalog) {
    return fill(SchemaNodes.described(description), catalog);
  }

  /** Makes the node such a map. */
  ObjectNode fill(ObjectNode node, Catalog catalog) {
    ObjectNode properties = SchemaNodes.object(node);
    all.forEach(key -> properties.set(key.name(), key.schema().apply(catalog)));
    return node;
  }
}
