package dev.nightsweep.spec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightsweep.model.Domain;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Writes the schemas of one parameter: of a single level, and of what a spec may say of it. */
record ParameterSchema(Settings defaults) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Greatest whole number that YAML and JSON editors tell from its neighbours. */
  private static final long EXACT = 1L << 53;

  /** One setting of the parameter. */
  ObjectNode level(Parameter parameter) {
    ObjectNode level = domain(parameter.domain());
    SchemaNodes.described(level, description(parameter));
    defaults
        .find(parameter.name())
        .ifPresent(setting -> level.set("default", JSON.pojoNode(setting.raw())));
    return level;
  }

  private static String description(Parameter parameter) {
    return "%s. %s. Default: %s."
        .formatted(parameter.help(), parameter.domain().describe(), parameter.defaultText());
  }

  /** A constant, values or a range. */
  ObjectNode space(Parameter parameter) {
    ObjectNode space = closed(parameter);
    ObjectNode properties = space.putObject("properties");
    putListed(properties, parameter);
    putNumbers(properties, List.of("min", "max"));
    properties.set("distribution", SchemaNodes.words(SearchKeys.GRID_DISTRIBUTIONS));
    putNumbers(properties, List.of("q"));
    ArrayNode kinds = space.putArray("oneOf");
    kinds.add(requiring("value")).add(requiring("values"));
    kinds.add(integers(parameter)).add(steps());
    ObjectNode together = space.putObject("dependentRequired");
    together.putArray("min").add("max");
    together.putArray("max").add("min");
    together.putArray("q").add("min");
    return space;
  }

  private static ObjectNode integers(Parameter parameter) {
    ObjectNode range = requiring("min", "max");
    ObjectNode properties = range.putObject("properties");
    for (String end : List.of("min", "max")) {
      properties.set(end, SchemaNodes.reference(parameter.name()).put("type", "integer"));
    }
    properties.put("q", false);
    properties.putObject("distribution").putObject("not").put("const", SearchKeys.STEPS);
    return range;
  }

  private static ObjectNode steps() {
    ObjectNode range = requiring("min", "max", "distribution");
    range.putObject("properties").putObject("distribution").put("const", SearchKeys.STEPS);
    return range;
  }

  /** Parameters that one name begins, written inside it. */
  static ObjectNode nested(ObjectNode inside) {
    ObjectNode space = requiring(SearchKeys.NESTING);
    space.put("type", "object").put("additionalProperties", false);
    ObjectNode names = space.putObject("properties").putObject(SearchKeys.NESTING);
    names.put("type", "object").put("additionalProperties", false).put("minProperties", 1);
    names.set("properties", inside);
    return space;
  }

  /** What a search may say of it; which keys go together is the reader's to say. */
  ObjectNode drawn(Parameter parameter) {
    ObjectNode space = closed(parameter).put("minProperties", 1);
    ObjectNode properties = space.putObject("properties");
    putListed(properties, parameter);
    ObjectNode share = SchemaNodes.type("number").put("minimum", 0);
    properties.set("probabilities", SchemaNodes.list(share));
    List<String> words = new ArrayList<>(SearchKeys.DISTRIBUTIONS);
    words.removeAll(SearchKeys.OF_EXPONENTS);
    properties.set("distribution", SchemaNodes.words(words));
    putNumbers(properties, DistributionCheck.NUMBERS);
    return space;
  }

  private static ObjectNode closed(Parameter parameter) {
    return SchemaNodes.described(SchemaNodes.type("object"), description(parameter))
        .put("additionalProperties", false);
  }

  private static void putListed(ObjectNode properties, Parameter parameter) {
    ObjectNode level = SchemaNodes.reference(parameter.name());
    properties.set("value", level);
    properties.set("values", SchemaNodes.list(level.deepCopy()).put("uniqueItems", true));
  }

  private static void putNumbers(ObjectNode properties, List<String> keys) {
    for (String key : keys) {
      boolean positive = DistributionCheck.ABOVE_ZERO.contains(key);
      properties.set(key, positive ? SchemaNodes.positive() : SchemaNodes.type("number"));
    }
  }

  private static ObjectNode requiring(String... keys) {
    ObjectNode node = JSON.objectNode();
    ArrayNode required = node.putArray("required");
    for (String key : keys) {
      required.add(key);
    }
    return node;
  }

  private static ObjectNode domain(Domain domain) {
    if (domain instanceof Domain.Flag) {
      ObjectNode flag = SchemaNodes.words(new TreeSet<>(Literal.WORDS_FOR_BOOLEANS.keySet()));
      flag.withArray("enum").insert(0, false).insert(0, true);
      return flag;
    } else if (domain instanceof Domain.Whole whole) {
      return whole(whole);
    } else if (domain instanceof Domain.Real real) {
      return real(real);
    } else if (domain instanceof Domain.Choice choice) {
      return SchemaNodes.words(choice.literals());
    } else if (domain instanceof Domain.Either either) {
      ObjectNode node = JSON.objectNode();
      node.putArray("anyOf").add(domain(either.first())).add(domain(either.second()));
      return node;
    }
    return JSON.objectNode().put("type", "string").put("pattern", "\\S");
  }

  private static ObjectNode whole(Domain.Whole domain) {
    ObjectNode node = JSON.objectNode().put("type", "integer");
    if (domain.min() > -EXACT) {
      node.put("minimum", domain.min());
    }
    if (domain.max() < EXACT) {
      node.put("maximum", domain.max());
    }
    if (domain.odd()) {
      node.putObject("not").put("multipleOf", 2);
    }
    return node;
  }

  private static ObjectNode real(Domain.Real domain) {
    ObjectNode node = JSON.objectNode().put("type", "number");
    if (Double.isFinite(domain.min())) {
      put(node, domain.minIncluded() ? "minimum" : "exclusiveMinimum", domain.min());
    }
    if (Double.isFinite(domain.max())) {
      put(node, domain.maxIncluded() ? "maximum" : "exclusiveMaximum", domain.max());
    }
    return node;
  }

  /** Whole ends are written without a point. */
  private static void put(ObjectNode node, String key, double end) {
    if (Setting.of(end).text().matches("-?[0-9]+")) {
      node.put(key, (long) end);
    } else {
      node.put(key, end);
    }
  }
}
