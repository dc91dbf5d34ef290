package dev.nightsweep.train.net;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.spec.Tree.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Lays out the layers of one net under one set of settings, and tells why they do not fit. */
final class NetPlanner {
  private final Settings settings;
  private final DataShape data;
  private final boolean closed;
  private final Map<String, Place> problems = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private final List<String> lines = new ArrayList<>();

  NetPlanner(Settings settings, DataShape data, boolean closed) {
    this.settings = settings;
    this.data = data;
    this.closed = closed;
  }

  /** What is wrong, with the layer at which it is; empty if the plan is whole. */
  Map<String, Place> problems() {
    return Collections.unmodifiableMap(problems);
  }

  /** What decides how the net is trained, a line for each layer of the plan that was made. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** The net, as far as there is one. */
  PlannedNet plan(List<LayerEntry> entries) {
    FeatureShape input = FeatureShape.maps(data.channels(), data.height(), data.width());
    List<PlannedLayer> layers = new ArrayList<>(sequence(entries, input));
    if (!layers.isEmpty() && layers.get(layers.size() - 1) instanceof PlannedSoftmax) {
      layers.remove(layers.size() - 1);
    }
    PlannedNet net = new PlannedNet(data, layers);
    if (problems.isEmpty()) {
      check(net, entries.get(entries.size() - 1).at());
    }
    return net;
  }

  private void check(PlannedNet net, Place end) {
    Optional<PlannedLayer> last = net.layers().stream().reduce((first, second) -> second);
    FeatureShape answer = FeatureShape.vector(data.classes());
    if (last.isEmpty()) {
      problems.put("No layer is left of the net.", end);
    } else if (!last.get().output().equals(answer)) {
      problems.put(
          "%s, the last layer, makes %s of its input %s, and the data have %d classes. Let it be dense with units: classes."
              .formatted(
                  last.get().name(),
                  last.get().output().text(),
                  last.get().input().text(),
                  data.classes()),
          end);
    }
    if (net.rows().anyMatch(PlannedSoftmax.class::isInstance)) {
      problems.put("The softmax can only be the last layer of the net.", end);
    }
    if (net.find(PlannedNet.SOFTMAX).isPresent()) {
      problems.put("Only the end of the net, a softmax, can be called softmax.", end);
    }
    if (net.parameters() > Integer.MAX_VALUE) {
      problems.put(
          "The net would have %,d parameters; at most %,d fit. Make its layers smaller."
              .formatted(net.parameters(), Integer.MAX_VALUE),
          end);
    }
  }

  /** Those that are there; once one does not fit, the rest is only looked through for values. */
  private List<PlannedLayer> sequence(List<LayerEntry> entries, FeatureShape input) {
    List<PlannedLayer> layers = new ArrayList<>();
    FeatureShape shape = input;
    for (LayerEntry entry : entries) {
      if (entry.when().flag(this::value)) {
        Optional<PlannedLayer> layer = layer(entry, shape);
        layer.ifPresent(layers::add);
        shape = layer.map(PlannedLayer::output).orElse(shape);
      }
    }
    return layers;
  }

  private Optional<PlannedLayer> layer(LayerEntry entry, FeatureShape input) {
    if (!names.add(entry.name())) {
      problems.put("Two layers are called %s.".formatted(entry.name()), entry.at());
    }
    Map<String, Object> values = values(entry);
    Map<String, List<PlannedLayer>> inner = new HashMap<>();
    entry.branches().forEach((key, branch) -> inner.put(key, sequence(branch, input)));
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    try {
      LayerSetup setup = new LayerSetup(entry.name(), input, values, inner);
      return Optional.of(entry.kind().planning().apply(setup));
    } catch (MisfitException e) {
      problems.put(e.getMessage(), entry.at());
      return Optional.empty();
    }
  }

  private Map<String, Object> values(LayerEntry entry) {
    Map<String, Object> values = new HashMap<>();
    Map<String, Object> unusual = new TreeMap<>();
    for (PropertySource source : entry.properties()) {
      Function<String, Object> scope =
          name -> !source.said() && values.containsKey(name) ? values.get(name) : value(name);
      Property property = source.property();
      Object given = given(source).orElseGet(() -> source.expression().value(scope));
      Optional<Setting> accepted = DomainValue.of(property.domain(), given);
      if (accepted.isEmpty()) {
        problems.putIfAbsent(refusal(source, given), entry.at());
      } else if (!accepted.equals(usual(property, values))) {
        unusual.put(property.name(), accepted.get().raw());
      }
      accepted.ifPresent(setting -> values.put(property.name(), setting.raw()));
    }
    lines.add("%s %s %s".formatted(entry.name(), entry.kind().name(), unusual));
    return values;
  }

  /** What the property is where nobody says anything. */
  private Optional<Setting> usual(Property property, Map<String, Object> values) {
    return property.isRequired()
        ? Optional.empty()
        : DomainValue.of(
            property.domain(),
            Fallback.of(property)
                .value(name -> values.containsKey(name) ? values.get(name) : value(name)));
  }

  /** What a sweep says of the property by its own name. */
  private Optional<Object> given(PropertySource source) {
    return closed || !source.isConstant()
        ? Optional.empty()
        : settings.find(source.parameter()).map(Setting::raw);
  }

  private String refusal(PropertySource source, Object given) {
    List<String> parameters =
        source.expression().names().distinct().filter(name -> !name.equals(source.text())).toList();
    String where =
        String.join(
            ", ",
            parameters.stream().map(name -> name + " " + DomainValue.text(value(name))).toList());
    return source.refusal(given) + (where.isEmpty() ? "." : ", at " + where + ".");
  }

  private Object value(String name) {
    return name.equals(NetFile.CLASSES) ? (Object) data.classes() : settings.get(name).raw();
  }
}
