package dev.nightsweep.spec;

import dev.nightsweep.model.CodeScope;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Objective.Goal;
import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.Pruner;
import dev.nightsweep.model.Pruner.Halving.Form;
import dev.nightsweep.model.SearchMethod;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SpecSource;
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

/** Checks a whole spec; its structure is that of a W&B sweep, and ours under {@code ablation:}. */
final class SpecCheck {
  /** W&B's word for a search that some other program controls. */
  private static final String CUSTOM = "custom";

  private final SpecSource source;
  private final NetProgram named;
  private final Problems problems;
  private final Problems warnings;
  private final Expect expect;

  /**
   * @param named the programs that it may name, and where problems are noted
   */
  SpecCheck(SpecSource source, NetProgram named, Problems warnings) {
    this.source = source;
    this.named = named;
    this.problems = named.problems();
    this.warnings = warnings;
    this.expect = new Expect(problems);
  }

  /** The spec, unless a problem was noted here or before. */
  Optional<Spec> check(Tree tree, Tolerated tolerated) {
    if (!(tree instanceof Entries top)) {
      tolerated.refuse(problems);
      problems.add(tree.at(), "a spec must be a map of keys, not " + tree.what());
      return Optional.empty();
    }
    checkKeys(top);
    ProgramCheck programs = new ProgramCheck(top, named, warnings);
    ProgramCheck.Trained trained = programs.check();
    boolean isOwn = trained.isOwn();
    if (isOwn) {
      tolerated.tell(warnings);
    } else {
      tolerated.refuse(problems);
    }
    SettingReader settings =
        new SettingReader(trained.catalog().filter(c -> !isOwn), problems, warnings);
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
    Spec.Ablation ablation =
        (search ? searched(new SearchCheck(method, isOwn, top, problems), said, found, top) : said)
            .covering(code(top, isOwn));
    if (!search) {
      SearchCheck.refuseWinner(top, problems);
    }
    if (search || ablation.nuisance().isPresent()) {
      refuseChoiceOnTestSet(
          top, objective, settings.metrics(), search ? "a point" : "the nuisance parameters");
    }
    ProgramRef program = programs.ref(trained, found, ablation.arms(), tracked);
    String name =
        top.find("name").flatMap(entry -> expect.name("name", entry.value())).orElse(nameOfFile());
    String description = top.find("description").flatMap(this::description).orElse("");
    Stopping stopping =
        stopping(method, top, ablation.judging().declared(), epochs(found, settings));
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    Spec spec =
        new Spec(name, description, program, space, objective, ablation, stopping, source(top));
    Place at = top.find("method").orElseThrow().value().at();
    return Optional.of(isOwn ? new FewPoints(at, warnings).of(spec) : spec);
  }

  /** Where the file lies tells its sweep from others only if it gives it no name. */
  private SpecSource source(Entries top) {
    return top.find("name").isPresent() ? source.at(Optional.empty()) : source;
  }

  private CodeScope code(Entries top, boolean isOwn) {
    Optional<Entry> entry = top.find(CodeScopeCheck.KEY);
    entry
        .filter(e -> !isOwn)
        .ifPresent(
            e ->
                warnings.add(e.key().at(), "identity has a meaning for programs of your own only"));
    return entry.map(e -> new CodeScopeCheck(problems).check(e.value())).orElse(CodeScope.USUAL);
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

  /** Like any text, but it may be empty. */
  private Optional<String> description(Entry entry) {
    boolean empty = entry.value() instanceof Tree.Scalar scalar && scalar.text().isBlank();
    return empty ? Optional.of("") : expect.text("description", entry.value());
  }

  private SearchMethod method(Entries top) {
    Optional<Entry> method = top.find("method");
    if (method.isEmpty()) {
      problems.add(top.at(), "the key method is missing", "add the line method: grid");
      return SearchMethod.GRID;
    }
    Tree tree = method.get().value();
    List<String> words = new ArrayList<>(SpecKeys.texts(SearchMethod.ofSpecs()));
    words.add(CUSTOM);
    Optional<String> word = expect.oneOf("method", tree, words);
    word.filter(CUSTOM::equals).ifPresent(w -> problems.unsupported(tree.at(), "method: " + w));
    return word.flatMap(SearchMethod::find).orElse(SearchMethod.GRID);
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

  private Spec.Ablation searched(
      SearchCheck check, Spec.Ablation ablation, ParametersCheck.Found found, Entries top) {
    check.check(ablation);
    Spec.Ablation searched = ablation.ofSearch(check.order(ablation));
    return found.spaces().containsKey(TrackedCheck.seedName(top))
        ? check.withoutWinner(searched, warnings)
        : searched;
  }

  private String nameOfFile() {
    int dot = source.fileName().lastIndexOf('.');
    return dot > 0 ? source.fileName().substring(0, dot) : source.fileName();
  }
}
