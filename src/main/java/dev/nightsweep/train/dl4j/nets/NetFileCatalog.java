package dev.nightsweep.train.dl4j.nets;

import dev.nightsweep.data.DataOptions;
import dev.nightsweep.data.DataShape;
import dev.nightsweep.data.KnownDataSet;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.ParameterRoles;
import dev.nightsweep.model.ParameterRoles.Role;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.train.dl4j.ClassifierMetrics;
import dev.nightsweep.train.net.NetDrawing;
import dev.nightsweep.train.net.NetFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters of a net file and of its training. */
public final class NetFileCatalog implements Catalog {
  /** What identities call every net of the user's: what it computes tells it, not its name. */
  private static final String ANY_NET = "net";

  private final String program;
  private final boolean shipped;
  private final NetFile file;
  private final TrainingSettings training;
  private final Settings usual;
  private final List<Parameter> parameters;

  /**
   * A catalog of one file.
   *
   * @param program the name in a spec
   * @param shipped whether the file is the product's, so that its name tells what it is
   */
  NetFileCatalog(String program, boolean shipped, NetFile file, TrainingSettings training) {
    this.program = program;
    this.shipped = shipped;
    this.file = file;
    this.training = training;
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
  public String reference() {
    return file.reference();
  }

  @Override
  public String identityName() {
    return shipped ? program : ANY_NET;
  }

  /** Of a file of the user's those of the training: {@link #identityInputs} says what it makes. */
  @Override
  public Settings identifying(Settings resolved) {
    return shipped ? resolved : ofTraining(resolved);
  }

  private Settings ofTraining(Settings resolved) {
    Map<String, Setting> kept = new HashMap<>(resolved.byName());
    kept.keySet().retainAll(training.names());
    return Settings.of(kept);
  }

  /**
   * What the layers compute, as part of a run's identity; nothing for a file of the product's,
   * whose name and settings say it.
   *
   * @param resolved all settings
   * @throws UserErrorException if the layers do not fit the data
   */
  SortedMap<String, String> identityInputs(Settings resolved, DataShape data) {
    List<String> conflicts = file.conflicts(resolved, data);
    if (!conflicts.isEmpty()) {
      throw UserErrorException.usage(
          "%s does not fit %s (%s): %s"
              .formatted(
                  program, resolved.word("dataset"), data.text(), String.join(" ", conflicts)));
    }
    SortedMap<String, String> inputs = new TreeMap<>();
    if (!shipped) {
      inputs.put("net", String.join("\n", file.canonical(resolved, data)));
    }
    return inputs;
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
    List<String> conflicts = new ArrayList<>(DataConflicts.of(resolved));
    conflicts.addAll(file.conflicts(resolved, shape(resolved)));
    return List.copyOf(conflicts);
  }

  @Override
  public List<String> computed(Settings given) {
    return shipped ? List.of() : layers(given);
  }

  /**
   * The layers, a line each: name, kind, and what is not usual for the kind.
   *
   * @param given what is not given has its default
   */
  public List<String> layers(Settings given) {
    Settings resolved = resolve(given);
    return file.canonical(resolved, shape(resolved));
  }

  /** Of the data set, if it is known before it is read; else of the images the net is made for. */
  private DataShape shape(Settings resolved) {
    DataShape images =
        KnownDataSet.named(resolved.word("dataset"))
            .map(KnownDataSet::shape)
            .orElseGet(() -> file.input().shape());
    return DataOptions.of(resolved).of(images);
  }

  /** The net at its defaults, for the images that it is made for. */
  public ModelCard drawing() {
    Settings defaults = resolve(Settings.NONE);
    return NetDrawing.of(file.plan(defaults, file.input().shape()), file.differences(defaults));
  }
}
