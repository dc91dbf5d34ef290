package dev.nightsweep.spec;

import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Objective.Goal;
import dev.nightsweep.model.OpenCatalog;
import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.Pruner;
import dev.nightsweep.model.Pruner.Halving.Form;
import dev.nightsweep.model.SearchMethod;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.Stopping;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import dev.nightsweep.spec.Tree.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Checks a whole spec; its structure is that of a W&B sweep, and ours under {@code ablation:}. */
final class SpecCheck {
  /** W&B's word for a search that some other program controls. */
  private static final String CUSTOM = "custom";

  private final Spec.Source source;
  private final Function<String, Optional<Catalog>> catalogs;
  private final Problems problems;
  private final Problems warnings;
  private final Expect expect;

  SpecCheck(
      Spec.Source source,
      Function<String, Optional<Catalog>> catalogs,
      Problems problems,
      Problems warnings) {
    this.source = source;
    this.catalogs = catalogs;
    this.problems = problems;
    this.warnings = warnings;
    this.expect = new Expect(problems);
  }

  /** The spec, unless a problem was noted here or before. */
  Optional<Spec> check(Tree tree) {
    if (!(tree instanceof Entries top)) {
      problems.add(tree.at(), "a spec must be a map of keys, not " + tree.what());
      return Optional.empty();
    }
    checkKeys(top);
    Optional<CommandLine> command = top.find("command").flatMap(this::command);
    String named =
        text(top, "program").orElse(command.isPresent() ? "" : BuiltInProgram.DEFAULT_NAME);
    Optional<Catalog> catalog =
        command.isPresent() ? command(top, named, command.get()) : catalog(top, named);
    boolean isOwn = catalog.filter(Catalog::isOpen).isPresent();
    SettingReader settings = new SettingReader(catalog.filter(c -> !isOwn), problems);
    SearchMethod method = method(top);
    boolean search = method.isSearch();
    TrackedCheck tracked = new TrackedCheck(top, search, problems);
    ParametersCheck.Found found =
        top.find("parameters")
            .map(
                entry ->
                    new ParametersCheck(settings, TrackedCheck.seedName(top), search, problems)
                        .check(entry.value()))
            .orElse(ParametersCheck.Found.NOTHING);
    Objective objective =
        top.find("metric").flatMap(e -> objective(e, settings.metrics())).orElse(Objective.DEFAULT);
    Spec.Space space = new Spec.Space(method, found.spaces(), runCap(top));
    Spec.Ablation said = ablation(top, found, settings);
    Spec.Ablation ablation = search ? searched(method, top, said) : said;
    if (!search) {
      SearchCheck.refuseWinner(top, problems);
    }
    if (search || ablation.nuisance().isPresent()) {
      refuseChoiceOnTestSet(
          top, objective, settings.metrics(), search ? "a point" : "the nuisance parameters");
    }
    if (!isOwn) {
      tracked.refuseOfOurs();
    }
    CommandLine line = command.orElseGet(CommandLine::ofScript).of(named);
    ProgramRef program =
        isOwn
            ? ProgramRef.of(started(tracked, top, found, ablation.arms(), line))
            : new ProgramRef.BuiltIn(named);
    String name =
        top.find("name").flatMap(entry -> expect.name("name", entry.value())).orElse(nameOfFile());
    String description = top.find("description").flatMap(this::description).orElse("");
    Stopping stopping =
        stopping(method, top, ablation.judging().declared(), epochs(found, settings));
    return problems.isEmpty()
        ? Optional.of(
            new Spec(name, description, program, space, objective, ablation, stopping, source))
        : Optional.empty();
  }

  private void checkKeys(Entries top) {
    List<String> known = new ArrayList<>(SpecKeys.READ.names());
    known.addAll(SpecKeys.UNSUPPORTED);
    known.addAll(SpecKeys.IGNORED);
    for (Entry entry : top.byKey().values()) {
      String key = entry.key().text();
      Place at = entry.key().at();
      if (SpecKeys.UNSUPPORTED.contains(key)) {
        problems.unsupported(at, key);
      } else if (SpecKeys.IGNORED.contains(key)) {
        warnings.add(at, key + " has no meaning here and is ignored");
      } else if (AblationKeys.ALL.names().contains(key)) {
        problems.add(at, "unknown key '" + key + "'", "it belongs under ablation:");
      } else if (!known.contains(key)) {
        problems.add(at, "unknown key " + Suggest.quote(key) + Suggest.didYouMean(key, known));
      }
    }
  }

  private Optional<String> text(Entries top, String key) {
    return top.find(key).flatMap(entry -> expect.text(key, entry.value()));
  }

  /** Like any text, but it may be empty. */
  private Optional<String> description(Entry entry) {
    boolean empty = entry.value() instanceof Tree.Scalar scalar && scalar.text().isBlank();
    return empty ? Optional.of("") : expect.text("description", entry.value());
  }

  private Optional<Catalog> catalog(Entries top, String program) {
    Optional<Catalog> catalog = catalogs.apply(program);
    if (catalog.isEmpty()) {
      List<String> known =
          BuiltInProgram.names().stream().filter(name -> catalogs.apply(name).isPresent()).toList();
      Place at = top.find("program").map(entry -> entry.value().at()).orElse(Place.START);
      problems.add(
          at,
          "unknown program %s%s\n  Maybe one of %s, or the path of a program of your own"
              .formatted(
                  Suggest.quote(program),
                  Suggest.didYouMean(program, known),
                  String.join(", ", known)));
    }
    return catalog;
  }

  private SearchMethod method(Entries top) {
    Optional<Entry> method = top.find("method");
    if (method.isEmpty()) {
      problems.add(top.at(), "the key method is missing", "add the line method: grid");
      return SearchMethod.GRID;
    }
    Tree tree = method.get().value();
    List<String> words = new ArrayList<>(SpecKeys.texts(List.of(SearchMethod.values())));
    words.add(CUSTOM);
    Optional<String> word = expect.oneOf("method", tree, words);
    word.filter(CUSTOM::equals).ifPresent(w -> problems.unsupported(tree.at(), "method: " + w));
    return word.flatMap(SearchMethod::find).orElse(SearchMethod.GRID);
  }

  private Optional<CommandLine> command(Entry entry) {
    List<String> words = new ArrayList<>();
    for (Tree item : expect.list("command", entry.value()).orElse(List.of())) {
      expect.text("an item of command", item).ifPresent(words::add);
    }
    new CommandCheck(problems).check(entry);
    return words.isEmpty() ? Optional.empty() : Optional.of(new CommandLine(words));
  }

  /** What takes whatever the spec says, as long as the command is not for a program of ours. */
  private Optional<Catalog> command(Entries top, String named, CommandLine command) {
    if (BuiltInProgram.find(named).isPresent()) {
      problems.add(
          top.find("command").orElseThrow().key().at(),
          "program: %s is trained here, without a command".formatted(named),
          "remove command, or name a program of your own");
    } else if (named.isEmpty() && command.words().contains("${program}")) {
      problems.add(
          top.find("command").orElseThrow().key().at(),
          "the command has ${program}, and there is no program",
          "add program: train.py");
    }
    return Optional.of(new OpenCatalog(named));
  }

  /** The command, with what it needs for the seed, and is to be told. */
  private CommandLine started(
      TrackedCheck tracked,
      Entries top,
      ParametersCheck.Found found,
      Spec.ArmChoice arms,
      CommandLine line) {
    if (!tracked.handsParametersOver()) {
      top.find("command")
          .ifPresent(
              entry ->
                  new CommandCheck(problems).requireParameters(entry, line, varied(found, arms)));
    }
    boolean seeded = found.seeds().isPresent() || top.find("ablation", "seeds").isPresent();
    CommandLine whole = tracked.told(line, seeded);
    return tracked.handsParametersOver() || CommandCheck.passesJson(line)
        ? whole.withNested(CommandCheck.nested(top))
        : whole;
  }

  /** The parameters that have, or may have, more than one value in the sweep. */
  private static Set<String> varied(ParametersCheck.Found found, Spec.ArmChoice arms) {
    Set<String> names = new TreeSet<>();
    found.spaces().entrySet().stream()
        .filter(space -> space.getValue().levels().size() != 1)
        .forEach(space -> names.add(space.getKey()));
    if (arms.named().size() > 1) {
      arms.named().values().forEach(arm -> names.addAll(arm.byName().keySet()));
    }
    arms.include().forEach(arm -> names.addAll(arm.byName().keySet()));
    return names;
  }

  private Optional<Objective> objective(Entry entry, DeclaredMetrics metrics) {
    Optional<Entries> section = expect.section("metric", entry.value(), SpecKeys.OF_METRIC.names());
    if (section.isEmpty()) {
      return Optional.empty();
    }
    SpecKeys.IGNORED_OF_METRIC.stream()
        .flatMap(key -> section.get().find(key).stream())
        .forEach(
            e ->
                warnings.add(e.key().at(), e.key().text() + " has no meaning here and is ignored"));
    Optional<Entry> name = section.get().find("name");
    if (name.isEmpty()) {
      problems.add(
          section.get().at(), "metric has no name", "write metric: {name: validation_accuracy}");
      return Optional.empty();
    }
    Tree said = name.get().value();
    Optional<String> metric =
        metrics.isOpen()
            ? expect.name("metric.name", said)
            : expect.oneOf("metric.name", said, metrics.names());
    return metric.map(m -> new Objective(m, goal(section.get(), metrics.get(m))));
  }

  /** Whatever is chosen is chosen on validation. */
  private void refuseChoiceOnTestSet(
      Entries top, Objective objective, DeclaredMetrics metrics, String what) {
    metrics
        .validationTwin(objective.metric())
        .ifPresent(
            twin ->
                problems.add(
                    top.find("metric").orElseThrow().value().at(),
                    "%s cannot choose %s: whatever is chosen is chosen on validation"
                        .formatted(objective.metric(), what),
                    "judge by %s; its twin on the test set is shown beside it"
                        .formatted(twin.name())));
  }

  private Goal goal(Entries section, MetricDefinition metric) {
    Optional<Entry> goal = section.find("goal");
    if (goal.isPresent()) {
      return expect.oneOf("metric.goal", goal.get().value(), Goal.class).orElse(Goal.MAXIMIZE);
    }
    Goal assumed = metric.goal();
    String word = assumed.name().toLowerCase(Locale.ROOT);
    warnings.add(
        section.at(),
        "metric.goal is missing; %s is taken for %s (W&B would take minimize)"
            .formatted(word, metric.name()),
        "add goal: " + word);
    return assumed;
  }

  private Stopping stopping(
      SearchMethod method, Entries top, boolean declared, OptionalInt epochs) {
    StoppingCheck check = new StoppingCheck(epochs, problems);
    Optional<Entry> wandb = top.find(StoppingCheck.WANDB);
    Optional<Entry> ours = top.find("ablation", StoppingCheck.OURS);
    Optional<Pruner> pruner = wandb.flatMap(check::wandb);
    Optional<Pruner> other = ours.flatMap(check::ours);
    if (wandb.isPresent() && ours.isPresent()) {
      problems.add(ours.get().key().at(), "early_terminate stands there too", "keep one of them");
    } else if (declared) {
      ours.or(() -> wandb).ifPresent(this::refuseStopping);
    }
    boolean waits = other.orElse(null) instanceof Pruner.Halving h && h.form() == Form.PROMOTE;
    if (waits && method.isAdaptive()) {
      problems.add(
          ours.orElseThrow().value().at(),
          "form: promote does not go with method: %s: the next trial follows from what others"
                  .formatted(method.text())
              + " read, and who waits has no last reading",
          "write form: stop, or method: random");
    }
    Stopping stopping = new Stopping(pruner.or(() -> other), target(top, declared));
    return new ScheduleCheck(problems).of(stopping, top, declared);
  }

  private void refuseStopping(Entry entry) {
    problems.add(
        entry.key().at(),
        entry.key().text()
            + " would train some arms longer than others: their difference is then that of their"
            + " epochs too",
        "remove it, or search with method: random");
  }

  /** Under an ablation all that is planned is trained. */
  private OptionalDouble target(Entries top, boolean declared) {
    Optional<Entry> target = top.find("metric", "target");
    if (target.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (declared) {
      warnings.add(target.get().key().at(), "target is ignored: a comparison trains all its runs");
    }
    Optional<Double> number = expect.number("metric.target", target.get().value());
    return number.isPresent() && !declared
        ? OptionalDouble.of(number.get())
        : OptionalDouble.empty();
  }

  /** The epochs of a whole run, if the program knows such a thing and all have the same. */
  private static OptionalInt epochs(ParametersCheck.Found found, SettingReader settings) {
    ParameterSpace said = found.spaces().get("epochs");
    Optional<Setting> epochs =
        said == null
            ? settings.defaultOf("epochs")
            : Optional.of(said.levels())
                .filter(levels -> levels.size() == 1)
                .map(levels -> levels.get(0));
    return epochs.isPresent() && epochs.get() instanceof Setting.Whole whole
        ? OptionalInt.of((int) whole.number())
        : OptionalInt.empty();
  }

  private OptionalInt runCap(Entries top) {
    String wanted = "an integer from 1 to " + SpecKeys.RUN_CAP.max();
    return top.find("run_cap")
        .flatMap(entry -> expect.whole("run_cap", entry.value(), SpecKeys.RUN_CAP, wanted))
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  private Spec.Ablation ablation(Entries top, ParametersCheck.Found found, SettingReader settings) {
    Optional<Entry> entry = top.find("ablation");
    if (entry.isPresent()) {
      Optional<Place> seedAt =
          top.find("parameters", TrackedCheck.seedName(top)).map(seed -> seed.key().at());
      return new AblationCheck(found, seedAt, settings, problems).check(entry.get().value());
    }
    return new Spec.Ablation(
        Spec.ArmChoice.WHOLE_GRID,
        Optional.empty(),
        found.seeds().orElse(List.of(1L)),
        new Spec.Judging(false, Map.of(), List.of(), Map.of(), Spec.Stop.PLANNED),
        new Spec.Running(Spec.Order.LISTED, false, Spec.Budget.NONE),
        new Spec.SearchOptions(Spec.SearchOptions.WINNER_SEEDS, false));
  }

  private Spec.Ablation searched(SearchMethod method, Entries top, Spec.Ablation ablation) {
    SearchCheck check = new SearchCheck(method, top, problems);
    check.check(ablation);
    return ablation.ofSearch(check.order(ablation));
  }

  private String nameOfFile() {
    int dot = source.fileName().lastIndexOf('.');
    return dot > 0 ? source.fileName().substring(0, dot) : source.fileName();
  }
}
