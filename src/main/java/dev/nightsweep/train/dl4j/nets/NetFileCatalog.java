package dev.nightsweep.train.dl4j.nets;

import dev.nightsweep.data.DataSets;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.ParameterRoles;
import dev.nightsweep.model.ParameterRoles.Role;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.ClassifierMetrics;
import dev.nightsweep.train.net.NetDrawing;
import dev.nightsweep.train.net.NetFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters of a net file and of its training. */
public final class NetFileCatalog implements Catalog {
  private static final int MNIST_TRAINING_IMAGES = 60_000;

  private final String program;
  private final NetFile file;
  private final Settings usual;
  private final List<Parameter> parameters;

  /**
   * A catalog of one file.
   *
   * @param program the name in a spec
   */
  NetFileCatalog(String program, NetFile file, TrainingSettings training) {
    this.program = program;
    this.file = file;
    this.usual = training.defaults();
    this.parameters =
        Stream.of(
                file.presets(),
                training.ofData(file.input().text()),
                file.parameters(),
                training.afterTheNet())
            .flatMap(List::stream)
            .toList();
  }

  @Override
  public String program() {
    return program;
  }

  public NetFile file() {
    return file;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public DeclaredMetrics metrics() {
    return new DeclaredMetrics(
        Stream.concat(
                ClassifierMetrics.DECLARED.stream(),
                file.normalizations().stream().flatMap(ClassifierMetrics::ofNormalization))
            .toList());
  }

  @Override
  public ParameterRoles roles() {
    Map<Role, Set<String>> names =
        Map.of(
            Role.LEARNING_RATE, Set.of("learning_rate"),
            Role.EPOCHS, Set.of("epochs"),
            Role.STEPS, Set.of("batch_size", "train_size"),
            Role.PRESET, file.presets().stream().map(Parameter::name).collect(Collectors.toSet()));
    return new ParameterRoles(names);
  }

  @Override
  public Settings resolve(Settings given) {
    return file.resolve(usual.with(given));
  }

  @Override
  public List<String> conflicts(Settings resolved) {
    List<String> conflicts = new ArrayList<>();
    addDataConflicts(resolved, conflicts);
    conflicts.addAll(file.conflicts(resolved, file.input().shape()));
    return List.copyOf(conflicts);
  }

  /** The net at its defaults, for the images that it is made for. */
  public ModelCard drawing() {
    Settings defaults = resolve(Settings.NONE);
    return NetDrawing.of(file.plan(defaults, file.input().shape()), file.differences(defaults));
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
}
