package dev.nightsweep.spec;

import static dev.nightsweep.spec.SchemaNodes.described;
import static dev.nightsweep.spec.SchemaNodes.list;
import static dev.nightsweep.spec.SchemaNodes.types;
import static dev.nightsweep.spec.SchemaNodes.whole;
import static dev.nightsweep.spec.SchemaNodes.words;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.SearchMethod;
import java.util.List;

/** The keys of a whole spec, which are W&B's and {@code ablation}. */
final class SpecKeys {
  static final WholeRange RUN_CAP = new WholeRange(1, Integer.MAX_VALUE);
  static final List<String> UNSUPPORTED = List.of("metrics", "scheduler");
  static final List<String> IGNORED =
      List.of("entity", "project", "apiVersion", "kind", "controller", "job", "image_uri");
  static final List<String> IGNORED_OF_METRIC = List.of("impute", "impute_while_running");

  static final Keys READ =
      Keys.NONE
          .with("name", SchemaNodes.text(), "The sweep's key. Default: the file's name.")
          .with(
              "description",
              types("string", "number", "boolean", "null"),
              "The question behind the sweep.")
          .with(
              "program",
              catalog ->
                  described(
                      program(catalog),
                      "What is trained. Default: " + BuiltInProgram.DEFAULT_NAME + "."))
          .with(
              "command",
              list(SchemaNodes.text()),
              "How a program of your own is started, with W&B's macros.")
          .with("method", words(texts(SearchMethod.ofSpecs())), "How points are chosen.")
          .with("metric", SpecKeys::metric)
          .with(
              "parameters",
              SchemaNodes.type("object"),
              "Of a grid every parameter with more than one value is a factor.")
          .with(StoppingCheck.WANDB, StoppingCheck::schemaOfWandb)
          .with("run_cap", whole(RUN_CAP), "At most that many runs.")
          .with(ScheduleCheck.KEY, ScheduleCheck::schema)
          .with(
              CodeScopeCheck.KEY,
              catalog ->
                  CodeScopeCheck.KEYS.schema(
                      "Which files of a program of your own are part of a run's identity.",
                      catalog))
          .with("ablation", AblationKeys::schema);

  static final Keys OF_METRIC =
      withIgnored(
          Keys.NONE
              .with("name", catalog -> words(catalog.metrics().names()))
              .with("goal", words(Objective.Goal.class))
              .with(
                  "target",
                  types("number"),
                  "Once a trial has read that, no further run is started."),
          IGNORED_OF_METRIC);

  private SpecKeys() {}

  /** All that a spec may have, with what is ignored. */
  static ObjectNode fill(ObjectNode schema, Catalog catalog) {
    return withIgnored(READ, IGNORED).fill(schema, catalog);
  }

  private static Keys withIgnored(Keys keys, List<String> ignored) {
    Keys all = keys;
    for (String key : ignored) {
      all = all.with(key, SchemaNodes.ignored());
    }
    return all;
  }

  private static ObjectNode metric(Catalog catalog) {
    ObjectNode metric = OF_METRIC.schema("What arms are judged by.", catalog);
    metric.putArray("required").add("name");
    return metric;
  }

  /** How a spec calls those methods. */
  static List<String> texts(List<SearchMethod> methods) {
    return methods.stream().map(SearchMethod::text).toList();
  }

  /** A net file may lie anywhere. */
  private static ObjectNode program(Catalog catalog) {
    return ProgramRef.Net.isNamed(catalog.program())
        ? SchemaNodes.text()
        : words(List.of(catalog.program()));
  }
}
