package dev.nightsweep.train.net;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.Domain;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.spec.Expect;
import dev.nightsweep.spec.Problems;
import dev.nightsweep.spec.SpecException;
import dev.nightsweep.spec.Suggest;
import dev.nightsweep.spec.Tree;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import dev.nightsweep.spec.YamlFile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a net file and checks all of it. */
public final class NetFileReader {
  private static final List<String> KEYS =
      List.of("about", "input", "vary", "parameters", "defaults", "layers", "refuse", "departures");
  private static final List<String> VARY = List.of("properties", "parameters");
  private static final int MAX_SIDE = 10_000;

  private final Problems problems;
  private final Expect expect;
  private final List<Parameter> ofTraining;
  private final Settings usual;
  private final Map<String, Domain> ofAllNets = new HashMap<>();

  private NetFileReader(Problems problems, List<Parameter> ofTraining, Settings usual) {
    this.problems = problems;
    this.expect = new Expect(problems);
    this.ofTraining = ofTraining;
    this.usual = usual;
    ofAllNets.put(NetFile.CLASSES, new Domain.Whole(1, Integer.MAX_VALUE, false));
    ofTraining.stream()
        .filter(parameter -> parameter.name().equals(WeightSetup.DECAY))
        .forEach(parameter -> ofAllNets.put(parameter.name(), parameter.domain()));
  }

  /**
   * Reads a text.
   *
   * @param fileName as the user names the file
   * @param ofTraining the parameters that all nets have, {@value WeightSetup#DECAY} among them
   * @param usual their defaults
   * @throws SpecException if it has any problem
   */
  public static NetFile read(
      String fileName, String text, List<Parameter> ofTraining, Settings usual) {
    Problems problems = new Problems(fileName);
    NetFileReader reader = new NetFileReader(problems, ofTraining, usual);
    Optional<NetFile> file =
        YamlFile.read(fileName, text, problems)
            .flatMap(tree -> reader.expect.section("a net file", tree, KEYS))
            .map(reader::file);
    problems.throwIfAny();
    return file.orElseThrow();
  }

  private NetFile file(Entries top) {
    List<OwnParameter> own =
        top.find("parameters").map(entry -> ownParameters(entry.value())).orElse(List.of());
    ExpressionReader ofLayers = new ExpressionReader(problems);
    List<LayerEntry> layers = layers(top, ofLayers);
    ExpressionReader ofSentences = new ExpressionReader(problems);
    SentenceReader sentences = new SentenceReader(problems, ofSentences);
    NetFile file =
        new NetFile(
            text(top, "about"),
            top.find("input").flatMap(entry -> input(entry.value())).orElse(usualInput()),
            own,
            layers,
            top.find("refuse").map(e -> sentences.read("refuse", e.value())).orElse(List.of()),
            top.find("departures")
                .map(e -> departures(e.value(), sentences))
                .orElse(Departures.NONE),
            isClosed(top));
    if (problems.isEmpty()) {
      checkNames(file, ofLayers, ofSentences);
    }
    if (problems.isEmpty()) {
      checkPlans(file);
    }
    return file;
  }

  private List<OwnParameter> ownParameters(Tree tree) {
    Map<String, Domain> taken = new HashMap<>(ofAllNets);
    ofTraining.forEach(parameter -> taken.put(parameter.name(), parameter.domain()));
    return new OwnParameterReader(problems, taken.keySet()).read(tree);
  }

  private List<LayerEntry> layers(Entries top, ExpressionReader expressions) {
    LayerReader reader = new LayerReader(problems, expressions);
    top.find("defaults").ifPresent(entry -> reader.readDefaults(entry.value()));
    if (top.find("layers").isEmpty()) {
      problems.add(top.at(), "a net without layers", "add layers:");
      return List.of();
    }
    return reader.read("layers", top.find("layers").get().value(), "");
  }

  private boolean isClosed(Entries top) {
    return top.find("vary")
        .flatMap(entry -> expect.oneOf("vary", entry.value(), VARY))
        .filter("parameters"::equals)
        .isPresent();
  }

  private String text(Entries map, String key) {
    return map.find(key).flatMap(entry -> expect.text(key, entry.value())).orElse("");
  }

  private Departures departures(Tree tree, SentenceReader sentences) {
    Optional<Entries> map = expect.section("departures", tree, List.of("from", "sentences"));
    if (map.isEmpty()) {
      return Departures.NONE;
    }
    String from = text(map.get(), "from");
    if (from.isEmpty()) {
      problems.add(map.get().at(), "departures from nothing", "add from:");
    }
    return new Departures(
        from,
        map.get()
            .find("sentences")
            .map(entry -> sentences.read("sentences", entry.value()))
            .orElse(List.of()));
  }

  /** MNIST's. */
  private static NetInput usualInput() {
    return NetInput.of(new DataShape(1, 28, 28, 10));
  }

  private Optional<NetInput> input(Tree tree) {
    List<String> sizes = List.of("channels", "height", "width", "classes");
    Optional<Entries> map =
        expect.section("input", tree, List.of("channels", "height", "width", "classes", "text"));
    int[] numbers = new int[sizes.size()];
    for (int i = 0; i < numbers.length && map.isPresent(); i++) {
      numbers[i] = size(map.get(), sizes.get(i));
    }
    if (map.isEmpty() || !problems.isEmpty()) {
      return Optional.empty();
    }
    NetInput input = NetInput.of(new DataShape(numbers[0], numbers[1], numbers[2], numbers[3]));
    String text = text(map.get(), "text");
    return Optional.of(text.isEmpty() ? input : new NetInput(input.shape(), text));
  }

  private int size(Entries map, String key) {
    Optional<Entry> entry = map.find(key);
    if (entry.isEmpty()) {
      problems.add(map.at(), "the input has no " + key, "add %s:".formatted(key));
      return 1;
    }
    String wanted = "an integer from 1 to 10,000";
    Optional<Long> number = expect.whole(key, entry.get().value(), wanted);
    if (number.isPresent() && (number.get() < 1 || number.get() > MAX_SIDE)) {
      return expect.<Integer>wrong(key, entry.get().value(), wanted).orElse(1);
    }
    return number.orElse(1L).intValue();
  }

  /** Every parameter has one meaning, and every expression only parameters that exist. */
  private void checkNames(NetFile file, ExpressionReader ofLayers, ExpressionReader ofSentences) {
    Map<String, Domain> known = new LinkedHashMap<>(ofAllNets);
    file.own().forEach(own -> known.put(own.parameter().name(), own.parameter().domain()));
    if (!file.closed()) {
      file.layers().stream().flatMap(LayerEntry::all).forEach(entry -> addProperties(entry, known));
    }
    ofLayers.check(known);
    ofTraining.forEach(parameter -> known.put(parameter.name(), parameter.domain()));
    ofSentences.check(known);
  }

  private void addProperties(LayerEntry entry, Map<String, Domain> known) {
    entry.properties().stream()
        .filter(PropertySource::isConstant)
        .filter(source -> known.put(source.parameter(), source.property().domain()) != null)
        .forEach(
            source ->
                problems.add(
                    entry.at(),
                    "there are two parameters %s".formatted(Suggest.quote(source.parameter())),
                    "write %s: %s in the layer, or another name"
                        .formatted(source.property().name(), source.parameter())));
  }

  /** The net at its defaults, under every preset. */
  private void checkPlans(NetFile file) {
    checkPlan(file, usual);
    for (Parameter preset : file.presets()) {
      for (String word : ((Domain.Choice) preset.domain()).literals()) {
        checkPlan(file, usual.with(preset.name(), Setting.of(word)));
      }
    }
  }

  private void checkPlan(NetFile file, Settings given) {
    NetPlanner planner = new NetPlanner(file.resolve(given), file.input().shape(), file.closed());
    planner.plan(file.layers());
    planner.problems().forEach((sentence, at) -> problems.add(at, sentence));
  }
}
