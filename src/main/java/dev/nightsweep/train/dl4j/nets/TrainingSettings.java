package dev.nightsweep.train.dl4j.nets;

import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.Declaration;
import dev.nightsweep.train.dl4j.TrainingParameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters of the training loop, which every net has beside its own. */
public final class TrainingSettings {
  private final Settings defaults;

  public TrainingSettings() {
    Map<String, Setting> byName = new HashMap<>();
    declared("")
        .forEach(
            declaration ->
                declaration
                    .defaultFor()
                    .apply("")
                    .ifPresent(value -> byName.put(declaration.parameter().name(), value)));
    this.defaults = Settings.of(byName);
  }

  Set<String> names() {
    return all().stream().map(Parameter::name).collect(Collectors.toSet());
  }

  /** All of them, whatever the images are. */
  List<Parameter> all() {
    return declared("").map(Declaration::parameter).toList();
  }

  /** Those of the data, where a net is made for images that are so described. */
  List<Parameter> ofData(String images) {
    return parameters(TrainingParameters.ofData(images).stream());
  }

  /** Those that people read after a net's own. */
  List<Parameter> afterTheNet() {
    return parameters(steps());
  }

  /** What they are where nothing is said; the seed is always said. */
  Settings defaults() {
    return defaults;
  }

  private static Stream<Declaration> declared(String images) {
    return Stream.concat(TrainingParameters.ofData(images).stream(), steps());
  }

  private static Stream<Declaration> steps() {
    return Stream.concat(
        Stream.of(TrainingParameters.weightDecay()), TrainingParameters.ofSteps().stream());
  }

  private static List<Parameter> parameters(Stream<Declaration> declarations) {
    return declarations.map(Declaration::parameter).toList();
  }
}
