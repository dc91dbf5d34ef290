package dev.nightsweep.train.net;

import dev.nightsweep.model.Domain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The JSON Schema of net files, by which editors complete and check them, as maps and lists. */
public final class NetFileSchema {
  private static final String LAYERS = "layers";

  private NetFileSchema() {}

  /** The whole of it, in the order in which it is printed. */
  public static Map<String, Object> whole() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Nightsweep net file");
    schema.putAll(object(List.of(LAYERS), top()));
    schema.put(
        "$defs", Map.of(LAYERS, list(Map.of("oneOf", kinds())), "sentences", list(sentence())));
    return schema;
  }

  private static Map<String, Object> top() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("about", type("string"));
    keys.put("input", input());
    keys.put("vary", Map.of("enum", List.of("properties", "parameters")));
    keys.put("parameters", Map.of("type", "object", "additionalProperties", parameter()));
    keys.put("defaults", object(List.of(), defaults()));
    keys.put(LAYERS, reference(LAYERS));
    keys.put("refuse", reference("sentences"));
    keys.put(
        "departures",
        object(
            List.of("from"), Map.of("from", type("string"), "sentences", reference("sentences"))));
    return keys;
  }

  private static Map<String, Object> input() {
    List<String> sizes = List.of("channels", "height", "width", "classes");
    Map<String, Object> keys = new LinkedHashMap<>();
    sizes.forEach(size -> keys.put(size, Map.of("type", "integer", "minimum", 1)));
    keys.put("text", type("string"));
    return object(sizes, keys);
  }

  private static Map<String, Object> parameter() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("type", Map.of("enum", OwnParameterReader.TYPES));
    keys.put("default", Map.of());
    keys.put("help", type("string"));
    Stream.of("min", "above", "max", "below").forEach(end -> keys.put(end, type("number")));
    keys.put("odd", type("boolean"));
    keys.put("values", list(type("string")));
    return object(List.of("type", "default"), keys);
  }

  private static Map<String, Object> sentence() {
    return object(List.of("say"), Map.of("when", condition(), "say", type("string")));
  }

  private static Map<String, Object> defaults() {
    Map<String, Object> keys = new TreeMap<>();
    LayerKinds.ALL.stream()
        .flatMap(kind -> kind.properties().stream())
        .forEach(property -> keys.putIfAbsent(property.name(), property(property)));
    return keys;
  }

  private static List<Map<String, Object>> kinds() {
    return LayerKinds.ALL.stream().map(NetFileSchema::kind).toList();
  }

  private static Map<String, Object> kind(LayerKind kind) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("name", type("string"));
    keys.put("kind", Map.of("const", kind.name(), "description", described(kind)));
    keys.put("when", condition());
    kind.branches().forEach(branch -> keys.put(branch, reference(LAYERS)));
    kind.properties().forEach(property -> keys.put(property.name(), property(property)));
    List<String> required = new ArrayList<>(List.of("name", "kind"));
    kind.branches().stream().limit(1).forEach(required::add);
    return object(required, keys); // a required property may stand under defaults
  }

  private static String described(LayerKind kind) {
    return "%s. Keras: %s".formatted(kind.help(), kind.keras());
  }

  /** Any text may be an expression. */
  private static Map<String, Object> property(Property property) {
    List<Map<String, Object>> either = new ArrayList<>(domain(property.domain()));
    either.add(type("string"));
    return Map.of("anyOf", either, "description", property.help());
  }

  private static List<Map<String, Object>> domain(Domain domain) {
    if (domain instanceof Domain.Flag) {
      return List.of(type("boolean"));
    } else if (domain instanceof Domain.Whole whole) {
      return List.of(Map.of("type", "integer", "minimum", whole.min(), "maximum", whole.max()));
    } else if (domain instanceof Domain.Choice choice) {
      return List.of(Map.of("enum", choice.literals()));
    } else if (domain instanceof Domain.Either either) {
      return Stream.of(either.first(), either.second()).flatMap(d -> domain(d).stream()).toList();
    }
    return List.of(type("number"));
  }

  private static Map<String, Object> condition() {
    return Map.of("type", List.of("boolean", "string"));
  }

  private static Map<String, Object> type(String type) {
    return Map.of("type", type);
  }

  private static Map<String, Object> reference(String definition) {
    return Map.of("$ref", "#/$defs/" + definition);
  }

  private static Map<String, Object> list(Map<String, Object> items) {
    return Map.of("type", "array", "minItems", 1, "items", items);
  }

  private static Map<String, Object> object(List<String> required, Map<String, Object> keys) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    object.put("additionalProperties", false);
    object.put("required", required);
    object.put("properties", keys);
    return object;
  }
}
