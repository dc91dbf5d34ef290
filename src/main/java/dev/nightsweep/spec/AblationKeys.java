package dev.nightsweep.spec;

import static dev.nightsweep.spec.SchemaNodes.described;
import static dev.nightsweep.spec.SchemaNodes.list;
import static dev.nightsweep.spec.SchemaNodes.reference;
import static dev.nightsweep.spec.SchemaNodes.scalar;
import static dev.nightsweep.spec.SchemaNodes.type;
import static dev.nightsweep.spec.SchemaNodes.whole;
import static dev.nightsweep.spec.SchemaNodes.words;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.MetricsFrom;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Spec;

/** The keys of {@code ablation}. */
final class AblationKeys {
  static final String ESTIMATOR = "estimator";
  static final String STOP = "stop";
  static final WholeRange SEEDS = new WholeRange(1, 100_000);
  static final WholeRange WINNER_SEEDS = new WholeRange(0, 1000);

  /** Which checkpoint of a run may be kept for good. */
  enum Kept {
    BEST
  }

  /** What a Bayesian search looks at: each parameter by itself, or all together. */
  enum Estimator {
    INDEPENDENT,
    MULTIVARIATE
  }

  static final Keys ALL =
      Keys.NONE
          .with(
              "baseline",
              described("What to compare with: a level of each factor, or an arm's name."))
          .with("design", words(Spec.Factorial.class), "Which points of the grid are arms.")
          .with("seeds", seeds())
          .with("margin", AblationKeys::margins)
          .with(StuckCheck.KEY, StuckCheck::schema)
          .with("exclude", points(), "Arms to leave out: all that match.")
          .with("include", points(), "Whole extra arms.")
          .with("arms", arms())
          .with("compare", list(pair()), "Pairs of arms. Default: each against the baseline.")
          .with(STOP, words(Spec.Stop.class), "How many seeds there will be.")
          .with("order", words(Spec.Order.class), "The order in which runs start.")
          .with("keep", words(Kept.class), "A checkpoint of each run to keep for good.")
          .with("nuisance", NuisanceCheck::schema)
          .with("claims", ClaimsCheck::schema)
          .with(
              "winner_seeds",
              whole(WINNER_SEEDS),
              "How often a search trains its winner again, on fresh seeds.")
          .with(ESTIMATOR, words(Estimator.class), "What a Bayesian search looks at.")
          .with(
              TrackedCheck.METRICS_FROM,
              words(MetricsFrom.class),
              "The tracker that a program of your own logs to, instead of printing its metrics.")
          .with(
              TrackedCheck.SEED_PARAMETER,
              SchemaNodes.text(),
              "The parameter by which a program of your own takes the seed. Default: seed.")
          .with(StoppingCheck.OURS, StoppingCheck::schemaOfOurs)
          .with(WhenCheck.KEY, AblationKeys::when)
          .with(
              "budget",
              catalog ->
                  BudgetCheck.KEYS.schema(
                      "What a session may use; nothing else is limited.", catalog));

  private AblationKeys() {}

  static ObjectNode schema(Catalog catalog) {
    ObjectNode ablation = ALL.schema("What is compared, with which seeds and margins.", catalog);
    ablation.putObject("if").putArray("required").add("arms");
    ObjectNode named = ablation.putObject("then").putObject("properties");
    ArmsCheck.OF_GRIDS.forEach(key -> named.put(key, false));
    named.set("baseline", scalar());
    ObjectNode grid = ablation.putObject("else").putObject("properties");
    grid.put("compare", false);
    grid.set("baseline", reference("settings"));
    return ablation;
  }

  private static ObjectNode seeds() {
    ObjectNode seeds = described("How many, from 1, or a list. Every arm gets them.");
    ObjectNode listed = list(type("integer")).put("uniqueItems", true);
    seeds.putArray("anyOf").add(whole(SEEDS)).add(listed);
    return seeds;
  }

  private static ObjectNode margins(Catalog catalog) {
    ObjectNode margins = described("Equivalence margins by metric, fixed before the first run.");
    ObjectNode properties = SchemaNodes.object(margins);
    catalog
        .metrics()
        .comparable()
        .forEach(metric -> properties.set(metric, SchemaNodes.positive()));
    return margins;
  }

  private static ObjectNode points() {
    return list(reference("settings").put("minProperties", 1));
  }

  private static ObjectNode arms() {
    ObjectNode arms = described("Named arms instead of a grid.");
    arms.put("type", "object").put("minProperties", 1);
    arms.putObject("propertyNames").put("pattern", SchemaNodes.NOT_BLANK);
    arms.set("additionalProperties", reference("settings"));
    return arms;
  }

  private static ObjectNode pair() {
    return list(scalar()).put("minItems", 2).put("maxItems", 2).put("uniqueItems", true);
  }

  private static ObjectNode when(Catalog catalog) {
    ObjectNode when = described("Parameters that vary only where others have these levels.");
    ObjectNode names = SchemaNodes.object(when);
    when.put("minProperties", 1).put("maxProperties", WhenCheck.MAX_PARAMETERS);
    catalog.parameters().forEach(p -> names.set(p.name(), condition(catalog)));
    return when;
  }

  /** One level, or several, of each parameter that the condition names. */
  private static ObjectNode condition(Catalog catalog) {
    ObjectNode condition = SchemaNodes.node();
    ObjectNode levels = SchemaNodes.object(condition);
    condition.put("minProperties", 1);
    for (Parameter parameter : catalog.parameters()) {
      ObjectNode level = reference(parameter.name());
      levels.putObject(parameter.name()).putArray("anyOf").add(level).add(list(level.deepCopy()));
    }
    return condition;
  }
}
