package dev.nightsweep.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Pruner;
import dev.nightsweep.model.SearchMethod;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Writes a JSON Schema (draft 2020-12) of a whole spec, for editors. It knows the keys, words and
 * ranges that {@link SpecReader} knows, from the same lists. It never refuses what the reader
 * takes; what no schema can say (that a baseline names a factor, that arms differ) is left to the
 * reader.
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
    ObjectNode properties = SchemaNodes.object(schema);
    SpecCheck.READ.forEach(key -> properties.set(key, key(key)));
    SpecCheck.IGNORED.forEach(key -> properties.set(key, SchemaNodes.ignored()));
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
        .set("method", SchemaNodes.words(SpecCheck.words(SearchMethod.searches())));
    search.putArray("required").add("method");
    ObjectNode drawn = schema.putObject("then");
    drawn.putArray("required").add("run_cap");
    drawn.putObject("properties").set("parameters", spaces(parameters::drawn));
    schema.putObject("else").putObject("properties").set("parameters", spaces(parameters::space));
  }

  private ObjectNode key(String key) {
    return switch (key) {
      case "name" ->
          SchemaNodes.told(SchemaNodes.text(), "The sweep's key. Default: the file's name.");
      case "description" ->
          SchemaNodes.told(
              SchemaNodes.types("string", "number", "boolean", "null"),
              "The question behind the sweep.");
      case "program" ->
          SchemaNodes.told(
              SchemaNodes.words(List.of(catalog.program())),
              "What is trained. Default: " + BuiltInProgram.DEFAULT_NAME + ".");
      case "command" ->
          SchemaNodes.told(
              SchemaNodes.list(SchemaNodes.text()),
              "How a program of your own is started, with W&B's macros.");
      case "method" ->
          SchemaNodes.told(
              SchemaNodes.words(SpecCheck.words(List.of(SearchMethod.values()))),
              "How points are chosen.");
      case "metric" -> metric();
      case "parameters" ->
          SchemaNodes.told(
              JSON.objectNode().put("type", "object"),
              "Of a grid every parameter with more than one value is a factor.");
      case StoppingCheck.WANDB -> earlyTerminate();
      case "run_cap" ->
          SchemaNodes.told(SchemaNodes.whole(SpecCheck.RUN_CAP), "At most that many runs.");
      case "ablation" -> ablation();
      default -> throw new IllegalStateException("the schema does not know the key " + key);
    };
  }

  private ObjectNode metric() {
    ObjectNode metric = SchemaNodes.told(JSON.objectNode(), "What arms are judged by.");
    ObjectNode properties = SchemaNodes.object(metric);
    properties.set("name", SchemaNodes.words(catalog.metrics().names()));
    properties.set("goal", SchemaNodes.words(Expect.words(Objective.Goal.class)));
    properties.set(
        "target",
        SchemaNodes.told(
            SchemaNodes.types("number"), "Once a trial has read that, no further run is started."));
    SpecCheck.IGNORED_OF_METRIC.forEach(key -> properties.set(key, SchemaNodes.ignored()));
    metric.set("required", JSON.arrayNode().add("name"));
    return metric;
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

  private ObjectNode ablation() {
    ObjectNode ablation =
        SchemaNodes.told(JSON.objectNode(), "What is compared, with which seeds and margins.");
    ObjectNode properties = SchemaNodes.object(ablation);
    AblationCheck.KEYS.forEach(key -> properties.set(key, ofAblation(key)));
    ablation.putObject("if").set("required", JSON.arrayNode().add("arms"));
    ObjectNode named = ablation.putObject("then").putObject("properties");
    ArmsCheck.OF_GRIDS.forEach(key -> named.put(key, false));
    named.set("baseline", SchemaNodes.scalar());
    ObjectNode grid = ablation.putObject("else").putObject("properties");
    grid.put("compare", false);
    grid.set("baseline", SchemaNodes.reference("settings"));
    return ablation;
  }

  private ObjectNode ofAblation(String key) {
    return switch (key) {
      case "baseline" ->
          SchemaNodes.told(
              JSON.objectNode(), "What to compare with: a level of each factor, or an arm's name.");
      case "design" ->
          SchemaNodes.told(
              SchemaNodes.words(Expect.words(Spec.Factorial.class)),
              "Which points of the grid are arms.");
      case "seeds" -> seeds();
      case "margin" -> margins();
      case "exclude" -> SchemaNodes.told(points(), "Arms to leave out: all that match.");
      case "include" -> SchemaNodes.told(points(), "Whole extra arms.");
      case WhenCheck.KEY -> when();
      case "arms" -> arms();
      case "compare" ->
          SchemaNodes.told(
              SchemaNodes.list(pair()), "Pairs of arms. Default: each against the baseline.");
      case "order" ->
          SchemaNodes.told(
              SchemaNodes.words(Expect.words(Spec.Order.class)), "The order in which runs start.");
      case "keep" ->
          SchemaNodes.told(
              SchemaNodes.words(Expect.words(AblationCheck.Kept.class)),
              "A checkpoint of each run to keep for good.");
      case "nuisance" -> nuisance();
      case "claims" -> claims();
      case "winner_seeds" ->
          SchemaNodes.told(
              SchemaNodes.whole(AblationCheck.WINNER_SEEDS),
              "How often a search trains its winner again, on fresh seeds.");
      case "budget" -> budget();
      case StoppingCheck.OURS -> pruner();
      case AblationCheck.ESTIMATOR ->
          SchemaNodes.told(
              SchemaNodes.words(Expect.words(AblationCheck.Estimator.class)),
              "What a Bayesian search looks at.");
      default -> throw new IllegalStateException("the schema does not know ablation." + key);
    };
  }

  private ObjectNode nuisance() {
    List<String> names = catalog.parameters().stream().map(Parameter::name).toList();
    ObjectNode parameters = SchemaNodes.list(SchemaNodes.words(names)).put("uniqueItems", true);
    ObjectNode map = JSON.objectNode();
    ObjectNode properties = SchemaNodes.object(map);
    properties.set("parameters", parameters.deepCopy());
    properties.set("seeds", SchemaNodes.whole(NuisanceCheck.SEEDS));
    properties.set("trials", SchemaNodes.words(NuisanceCheck.TRIALS));
    map.putArray("required").add("parameters");
    ObjectNode nuisance =
        SchemaNodes.told(
            JSON.objectNode(),
            "Parameters tuned inside every arm, over their values, before the arms are compared.");
    nuisance.putArray("anyOf").add(parameters).add(map);
    return nuisance;
  }

  private ObjectNode claims() {
    ObjectNode claim = JSON.objectNode();
    ObjectNode properties = SchemaNodes.object(claim);
    List.of("factor", "arm").forEach(key -> properties.putObject(key).put("type", "string"));
    List.of("level", "against").forEach(key -> properties.set(key, SchemaNodes.scalar()));
    properties.set("metric", SchemaNodes.words(catalog.metrics().comparable()));
    properties.putObject("ratio").put("type", "number").put("exclusiveMinimum", 0);
    properties.putObject("difference").put("type", "number");
    claim.putArray("required").add("metric");
    ArrayNode both = claim.putArray("allOf");
    both.addObject().set("oneOf", requiring("factor", "arm"));
    both.addObject().set("oneOf", requiring("ratio", "difference"));
    return SchemaNodes.told(
        SchemaNodes.list(claim),
        "Said before the first run, then confirmed, refuted or left open.");
  }

  private static ArrayNode requiring(String... keys) {
    ArrayNode cases = JSON.arrayNode();
    for (String key : keys) {
      cases.addObject().putArray("required").add(key);
    }
    return cases;
  }

  private static ObjectNode seeds() {
    ObjectNode seeds =
        SchemaNodes.told(JSON.objectNode(), "How many, from 1, or a list. Every arm gets them.");
    ObjectNode listed = SchemaNodes.list(JSON.objectNode().put("type", "integer"));
    listed.put("uniqueItems", true);
    seeds.putArray("anyOf").add(SchemaNodes.whole(AblationCheck.SEEDS)).add(listed);
    return seeds;
  }

  private ObjectNode margins() {
    ObjectNode margins =
        SchemaNodes.told(
            JSON.objectNode(), "Equivalence margins by metric, fixed before the first run.");
    ObjectNode properties = SchemaNodes.object(margins);
    catalog
        .metrics()
        .comparable()
        .forEach(metric -> properties.putObject(metric).put("type", "number"));
    properties.forEach(margin -> ((ObjectNode) margin).put("exclusiveMinimum", 0));
    return margins;
  }

  private static ObjectNode earlyTerminate() {
    ObjectNode map = SchemaNodes.told(JSON.objectNode(), "Ends runs early, by W&B's hyperband.");
    ObjectNode properties = SchemaNodes.object(map);
    properties.set("type", SchemaNodes.words(StoppingCheck.WANDB_TYPES));
    properties.set("min_iter", SchemaNodes.whole(StoppingCheck.EPOCHS));
    properties.set("max_iter", SchemaNodes.whole(StoppingCheck.EPOCHS));
    properties.set("s", SchemaNodes.types("number").put("exclusiveMinimum", 0));
    properties.set("eta", SchemaNodes.types("number").put("exclusiveMinimum", 1));
    properties.putObject("strict"); // true and false, and the words that YAML has for them
    map.putArray("required").add("type");
    ArrayNode either = map.putArray("anyOf");
    either.addObject().putArray("required").add("min_iter");
    either.addObject().putArray("required").add("max_iter").add("s");
    return map;
  }

  private static ObjectNode pruner() {
    ObjectNode map = SchemaNodes.told(JSON.objectNode(), "Ends the runs of a search early.");
    ObjectNode properties = SchemaNodes.object(map);
    properties.set("type", SchemaNodes.words(StoppingCheck.TYPES));
    properties.set("startup_trials", SchemaNodes.whole(StoppingCheck.EPOCHS));
    properties.set("min_epochs", SchemaNodes.whole(StoppingCheck.EPOCHS));
    properties.set("max_epochs", SchemaNodes.whole(StoppingCheck.EPOCHS));
    properties.set("eta", SchemaNodes.whole(StoppingCheck.ETAS));
    properties.set("form", SchemaNodes.words(Expect.words(Pruner.Halving.Form.class)));
    map.putArray("required").add("type");
    return map;
  }

  private static ObjectNode budget() {
    ObjectNode budget =
        SchemaNodes.told(JSON.objectNode(), "What a session may use; nothing else is limited.");
    ObjectNode properties = SchemaNodes.object(budget);
    properties.putObject("max_hours").put("type", "number").put("exclusiveMinimum", 0);
    properties.putObject("finish_by").put("type", "string").put("pattern", BudgetCheck.TIME);
    properties.putObject("max_memory").put("type", "string").put("pattern", BudgetCheck.MEMORY);
    properties.putObject(BudgetCheck.IN_PARTS); // as strict
    return budget;
  }

  private static ObjectNode arms() {
    ObjectNode arms = SchemaNodes.told(JSON.objectNode(), "Named arms instead of a grid.");
    arms.put("type", "object").put("minProperties", 1);
    arms.putObject("propertyNames").put("pattern", SchemaNodes.NOT_BLANK);
    arms.set("additionalProperties", SchemaNodes.reference("settings"));
    return arms;
  }

  private ObjectNode settings() {
    ObjectNode settings = JSON.objectNode();
    ObjectNode properties = SchemaNodes.object(settings);
    catalog.parameters().forEach(p -> properties.set(p.name(), SchemaNodes.reference(p.name())));
    return settings;
  }

  private ObjectNode when() {
    ObjectNode condition = JSON.objectNode();
    ObjectNode properties = SchemaNodes.object(condition);
    condition.put("minProperties", 1);
    for (Parameter parameter : catalog.parameters()) {
      ArrayNode either = properties.putObject(parameter.name()).putArray("anyOf");
      either
          .add(SchemaNodes.reference(parameter.name()))
          .add(SchemaNodes.list(SchemaNodes.reference(parameter.name())));
    }
    ObjectNode when =
        SchemaNodes.told(
            JSON.objectNode(), "Parameters that vary only where others have these levels.");
    ObjectNode names = SchemaNodes.object(when);
    when.put("minProperties", 1).put("maxProperties", WhenCheck.MAX_PARAMETERS);
    catalog.parameters().forEach(p -> names.set(p.name(), condition.deepCopy()));
    return when;
  }

  private static ObjectNode points() {
    ObjectNode point = SchemaNodes.reference("settings");
    return SchemaNodes.list(point.put("minProperties", 1));
  }

  private static ObjectNode pair() {
    return SchemaNodes.list(SchemaNodes.scalar())
        .put("minItems", 2)
        .put("maxItems", 2)
        .put("uniqueItems", true);
  }
}
