package dev.nightsweep.spec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** The parts that a JSON Schema is made of. */
final class SchemaNodes {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Whatever has a character that is not white space. */
  static final String NOT_BLANK = "\\S";

  private SchemaNodes() {}

  /** Makes the node a closed object and returns its properties. */
  static ObjectNode object(ObjectNode node) {
    node.put("type", "object").put("additionalProperties", false);
    return node.putObject("properties");
  }

  /** A list with at least one item. */
  static ObjectNode list(ObjectNode items) {
    ObjectNode list = JSON.objectNode().put("type", "array").put("minItems", 1);
    list.set("items", items);
    return list;
  }

  static ObjectNode reference(String definition) {
    return JSON.objectNode().put("$ref", "#/$defs/" + definition);
  }

  static ObjectNode node() {
    return JSON.objectNode();
  }

  /** A node that begins with what is said of the key. */
  static ObjectNode described(String description) {
    return described(node(), description);
  }

  static ObjectNode described(ObjectNode node, String description) {
    return node.put("description", description);
  }

  static ObjectNode words(Collection<String> words) {
    ObjectNode node = JSON.objectNode();
    ArrayNode literals = node.putArray("enum");
    words.forEach(literals::add);
    return node;
  }

  static ObjectNode words(Class<? extends Enum<?>> type) {
    return words(Expect.words(type));
  }

  static ObjectNode whole(WholeRange range) {
    return JSON.objectNode()
        .put("type", "integer")
        .put("minimum", range.min())
        .put("maximum", range.max());
  }

  /** Text, which may look like a number. */
  static ObjectNode text() {
    return scalar().put("pattern", NOT_BLANK);
  }

  static ObjectNode scalar() {
    return types("string", "number", "boolean");
  }

  static ObjectNode type(String type) {
    return node().put("type", type);
  }

  static ObjectNode positive() {
    return type("number").put("exclusiveMinimum", 0);
  }

  static ObjectNode types(String... types) {
    ObjectNode node = JSON.objectNode();
    ArrayNode array = node.putArray("type");
    for (String type : types) {
      array.add(type);
    }
    return node;
  }

  /** Cases, each of which needs another of the keys. */
  static ArrayNode requiring(String... keys) {
    ArrayNode cases = JSON.arrayNode();
    for (String key : keys) {
      cases.addObject().putArray("required").add(key);
    }
    return cases;
  }

  /** True and false, and the words that YAML has for them: anything, to a schema. */
  static ObjectNode flag() {
    return node();
  }

  static ObjectNode ignored() {
    return described(
        JSON.objectNode().put("deprecated", true), "Has no meaning here and is ignored.");
  }
}
