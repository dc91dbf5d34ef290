package dev.nightsweep.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.SearchMethod;
import dev.nightsweep.model.Settings;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Writes a JSON Schema (draft 2020-12) of a whole spec, for editors. It knows the keys, words and
 * ranges that {@link SpecReader} knows, from the same declarations ({@link Keys}). It never refuses
 * what the reader takes; what no schema can say (that a baseline names a factor, that arms differ)
 * is left to the reader.
 */
public final class SpecSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Catalog catalog;
  private final ParameterSchema parameters;

  private SpecSchema(Catalog catalog) {
    this.catalog = catalog;
    this.parameters = new ParameterSchema(catalog.resolve(Settings.NONE));
  }

  /** The schema of specs for the catalog's program, as JSON over several lines. */
  public static String of(Catalog catalog) {
    return new SpecSchema(catalog).schema().toPrettyString() + "\n";
  }

  private ObjectNode schema() {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Nightsweep spec of a sweep of " + catalog.program());
    SpecKeys.fill(schema, catalog);
    tellSearches(schema);
    ArrayNode required = schema.putArray("required").add("method");
    if (!catalog.program().equals(BuiltInProgram.DEFAULT_NAME)) {
      required.add("program");
    }
    ObjectNode definitions = schema.putObject("$defs");
    catalog.parameters().forEach(p -> definitions.set(p.name(), parameters.level(p)));
    definitions.set("settings", settings());
    return schema;
  }

  /** A search draws, and says how often; a grid has levels. */
  private void tellSearches(ObjectNode schema) {
    ObjectNode search = schema.putObject("if");
    search
        .putObject("properties")
        .set("method", SchemaNodes.words(SpecKeys.texts(SearchMethod.searches())));
    search.putArray("required").add("method");
    ObjectNode drawn = schema.putObject("then");
    drawn.putArray("required").add("run_cap");
    drawn.putObject("properties").set("parameters", spaces(parameters::drawn));
    schema.putObject("else").putObject("properties").set("parameters", spaces(parameters::space));
  }

  private ObjectNode spaces(Function<Parameter, ObjectNode> space) {
    ObjectNode spaces = JSON.objectNode();
    ObjectNode properties = SchemaNodes.object(spaces);
    spaces.put("minProperties", 1);
    catalog.parameters().forEach(p -> properties.set(p.name(), space.apply(p)));
    Map<String, ObjectNode> inside = new TreeMap<>();
    for (Parameter parameter : catalog.parameters()) {
      int dot = parameter.name().indexOf('.');
      if (dot > 0) {
        inside
            .computeIfAbsent(parameter.name().substring(0, dot), name -> JSON.objectNode())
            .set(parameter.name().substring(dot + 1), space.apply(parameter));
      }
    }
    inside.forEach((name, names) -> properties.set(name, orNested(properties.get(name), names)));
    return spaces;
  }

  /** A name may begin others and be one itself, as lrn is. */
  private static ObjectNode orNested(JsonNode own, ObjectNode inside) {
    ObjectNode nested = ParameterSchema.nested(inside);
    if (own == null) {
      return nested;
    }
    ObjectNode either = JSON.objectNode();
    either.putArray("anyOf").add(own).add(nested);
    return either;
  }

  private ObjectNode settings() {
    ObjectNode settings = JSON.objectNode();
    ObjectNode properties = SchemaNodes.object(settings);
    catalog.parameters().forEach(p -> properties.set(p.name(), SchemaNodes.reference(p.name())));
    return settings;
  }
}
