package dev.nightsweep.train.dl4j.alexnet;

import static dev.nightsweep.train.dl4j.alexnet.AlexNetParameters.ALEXNET28;

import dev.nightsweep.data.DataSets;
import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.ParameterRoles;
import dev.nightsweep.model.ParameterRoles.Role;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.ClassifierMetrics;
import dev.nightsweep.train.dl4j.Declaration;
import dev.nightsweep.train.net.PlannedLayer;
import dev.nightsweep.train.net.PlannedNet;
import dev.nightsweep.train.net.PlannedResponseNormalization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The parameters of {@code alexnet}, their defaults, and which settings do not go together. */
public final class AlexNetCatalog implements Catalog {
  /** What the layers are made for, whatever the data set is. */
  static final DataShape INPUT = new DataShape(1, 28, 28, 10);

  private static final int MNIST_TRAINING_IMAGES = 60_000;

  private static final DeclaredMetrics METRICS =
      new DeclaredMetrics(
          Stream.concat(ClassifierMetrics.DECLARED.stream(), normalizationMetrics()).toList());

  private final List<Declaration> declarations = AlexNetParameters.all();
  private final List<Parameter> parameters =
      declarations.stream().map(Declaration::parameter).toList();

  @Override
  public String program() {
    return BuiltInProgram.ALEXNET.text();
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public DeclaredMetrics metrics() {
    return METRICS;
  }

  @Override
  public ParameterRoles roles() {
    return new ParameterRoles(
        Map.of(
            Role.LEARNING_RATE, Set.of("learning_rate"),
            Role.EPOCHS, Set.of("epochs"),
            Role.STEPS, Set.of("batch_size", "train_size"),
            Role.PRESET, Set.of("preset")));
  }

  @Override
  public Settings resolve(Settings given) {
    String preset = (String) given.find("preset").orElse(Setting.of(ALEXNET28)).raw();
    Map<String, Setting> defaults = new HashMap<>();
    for (Declaration declaration : declarations) {
      declaration
          .defaultFor()
          .apply(preset)
          .ifPresent(setting -> defaults.put(declaration.parameter().name(), setting));
    }
    return Settings.of(defaults).with(given);
  }

  @Override
  public List<String> conflicts(Settings resolved) {
    List<String> conflicts = new ArrayList<>();
    addDataConflicts(resolved, conflicts);
    if (resolved.flag("lrn") && resolved.real("constant_scale") != 1) {
      conflicts.add(
          "constant_scale %s stands where LRN would: it does not go together with lrn true. Leave one out."
              .formatted(resolved.get("constant_scale").text()));
    }
    List<String> empty = AlexNetPlan.emptyLayers(resolved);
    conflicts.addAll(empty);
    if (empty.isEmpty()) {
      PlannedNet plan = AlexNetPlan.of(resolved, INPUT);
      addSizeConflict(plan, conflicts);
      addStockNormalizationConflicts(resolved, plan, conflicts);
    }
    return List.copyOf(conflicts);
  }

  private static Stream<MetricDefinition> normalizationMetrics() {
    return IntStream.rangeClosed(1, AlexNetPlan.STAGES_WITH_POOL)
        .mapToObj("lrn%d"::formatted)
        .flatMap(ClassifierMetrics::ofNormalization);
  }

  private static void addDataConflicts(Settings resolved, List<String> conflicts) {
    long train = resolved.whole("train_size");
    long validation = resolved.whole("validation_size");
    if (train < resolved.whole("batch_size")) {
      conflicts.add(
          "train_size %d is smaller than batch_size %d. Raise train_size or lower batch_size."
              .formatted(train, resolved.whole("batch_size")));
    }
    // Other data sets are counted when they are read.
    boolean known =
        Set.of(DataSets.MNIST, DataSets.FASHION_MNIST).contains(resolved.word("dataset"));
    if (known && train + validation > MNIST_TRAINING_IMAGES) {
      conflicts.add(
          "train_size %d and validation_size %d together exceed the %d training images of %s."
              .formatted(train, validation, MNIST_TRAINING_IMAGES, resolved.word("dataset")));
    }
  }

  /** The library's layer fails on an empty slice where half its window holds all channels. */
  private static void addStockNormalizationConflicts(
      Settings resolved, PlannedNet plan, List<String> conflicts) {
    if (!resolved.flag("lrn") || !resolved.word("lrn.impl").equals("dl4j")) {
      return;
    }
    int reach = resolved.whole("lrn.n") / 2;
    for (PlannedLayer layer : plan.all(PlannedResponseNormalization.class).toList()) {
      if (layer.output().channels() <= reach) {
        conflicts.add(
            "lrn.impl dl4j with lrn.n %d needs more than %d channels, and %s has %d. Lower lrn.n, or use exact."
                .formatted(
                    resolved.whole("lrn.n"), reach, layer.name(), layer.output().channels()));
      }
    }
  }

  private static void addSizeConflict(PlannedNet plan, List<String> conflicts) {
    if (plan.parameters() > Integer.MAX_VALUE) {
      conflicts.add(
          "The net would have %,d parameters; at most %,d fit. Lower width, filters or fc.units."
              .formatted(plan.parameters(), Integer.MAX_VALUE));
    }
  }
}
