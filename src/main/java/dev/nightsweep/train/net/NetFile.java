package dev.nightsweep.train.net;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.UserErrorException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A net as its file declares it: its parameters, and the layers that they make.
 *
 * @param about in a sentence what it is; may be empty
 * @param closed whether only the file's own parameters can be varied, and no layer's properties
 */
public record NetFile(
    String about,
    NetInput input,
    List<OwnParameter> own,
    List<LayerEntry> layers,
    List<ConditionalSentence> refusals,
    Departures departures,
    boolean closed) {
  /** What stands in every file for the number of classes of the data set. */
  static final String CLASSES = "classes";

  public NetFile {
    own = List.copyOf(own);
    layers = List.copyOf(layers);
    refusals = List.copyOf(refusals);
  }

  /** The parameters that decide defaults of others. */
  public List<Parameter> presets() {
    return own.stream().filter(OwnParameter::preset).map(OwnParameter::parameter).toList();
  }

  /** The file's other parameters, then those that are properties of layers. */
  public List<Parameter> parameters() {
    return Stream.concat(
            own.stream().filter(p -> !p.preset()).map(OwnParameter::parameter),
            varied().map(PropertySource::declared))
        .toList();
  }

  /** The settings given, and the defaults of all parameters of the net that are not. */
  public Settings resolve(Settings given) {
    Settings resolved = given;
    for (OwnParameter parameter : own) {
      String name = parameter.parameter().name();
      if (resolved.find(name).isEmpty()) {
        Object value = parameter.fallback().value(values(resolved));
        Setting setting = DomainValue.of(parameter.parameter().domain(), value).orElseThrow();
        resolved = resolved.with(name, setting);
      }
    }
    return Settings.of(
            varied().collect(Collectors.toMap(PropertySource::parameter, PropertySource::constant)))
        .with(resolved);
  }

  /**
   * The net's layers.
   *
   * @param settings resolved
   * @throws UserErrorException if there is no such net
   */
  public PlannedNet plan(Settings settings, DataShape data) {
    NetPlanner planner = new NetPlanner(settings, data, closed);
    PlannedNet net = planner.plan(layers);
    if (!planner.problems().isEmpty()) {
      throw UserErrorException.usage(String.join("\n", planner.problems().keySet()));
    }
    return net;
  }

  /**
   * What decides how the net is trained, a line a layer: its name, its kind, and what is not usual
   * for the kind. Equal nets have equal lines, however their files say it, and a property that a
   * later version adds changes none.
   *
   * @param settings resolved
   */
  public List<String> canonical(Settings settings, DataShape data) {
    NetPlanner planner = new NetPlanner(settings, data, closed);
    planner.plan(layers);
    return planner.lines();
  }

  /** What is wrong with settings that are each in their range, in sentences. */
  public List<String> conflicts(Settings resolved, DataShape data) {
    List<String> conflicts = new ArrayList<>(sentences(refusals, resolved));
    NetPlanner planner = new NetPlanner(resolved, data, closed);
    planner.plan(layers);
    conflicts.addAll(planner.problems().keySet());
    return List.copyOf(conflicts);
  }

  /** Where the net departs from what it is named after, in sentences. */
  public List<String> differences(Settings resolved) {
    return sentences(departures.sentences(), resolved);
  }

  /** What it is named after and departs from; empty if there is nothing. */
  public String reference() {
    return departures.from();
  }

  /** The names of the layers that normalize over channels, each once. */
  public List<String> normalizations() {
    return entries()
        .filter(entry -> entry.kind().equals(PlannedResponseNormalization.KIND))
        .map(LayerEntry::name)
        .distinct()
        .toList();
  }

  /** Parameters that change what is computed, and not how long it takes. */
  public Set<String> withoutCost() {
    Set<String> names =
        Stream.concat(presets().stream(), parameters().stream())
            .map(Parameter::name)
            .collect(Collectors.toCollection(HashSet::new));
    entries().flatMap(entry -> entry.when().names()).forEach(names::remove);
    sources()
        .filter(source -> source.property().costs())
        .flatMap(
            source -> Stream.concat(Stream.of(source.parameter()), source.expression().names()))
        .forEach(names::remove);
    return names;
  }

  /** The values of settings by name, as expressions take them. */
  static Function<String, Object> values(Settings settings) {
    return name -> settings.get(name).raw();
  }

  private static List<String> sentences(List<ConditionalSentence> all, Settings settings) {
    Function<String, Object> values = values(settings);
    return all.stream().filter(s -> s.holds(values)).map(s -> s.text(values)).toList();
  }

  private Stream<PropertySource> varied() {
    return closed ? Stream.empty() : sources().filter(PropertySource::isConstant);
  }

  private Stream<PropertySource> sources() {
    return entries().flatMap(entry -> entry.properties().stream());
  }

  private Stream<LayerEntry> entries() {
    return layers.stream().flatMap(LayerEntry::all);
  }
}
