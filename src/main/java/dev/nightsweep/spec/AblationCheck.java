package dev.nightsweep.spec;

import dev.nightsweep.model.Conditions;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import dev.nightsweep.spec.AblationKeys.Estimator;
import dev.nightsweep.spec.ParametersCheck.Found;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import dev.nightsweep.spec.Tree.Items;
import dev.nightsweep.spec.Tree.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Checks {@code ablation:}. */
final class AblationCheck {
  private final Found found;
  private final Optional<Place> seedAt;
  private final SettingReader settings;
  private final Problems problems;
  private final Expect expect;

  /**
   * @param seedAt where {@code parameters.seed} stands, if it does
   */
  AblationCheck(Found found, Optional<Place> seedAt, SettingReader settings, Problems problems) {
    this.found = found;
    this.seedAt = seedAt;
    this.settings = settings;
    this.problems = problems;
    this.expect = new Expect(problems);
  }

  /** What it says; whole only if no problem was noted. */
  Spec.Ablation check(Tree tree) {
    Entries map =
        expect
            .section("ablation", tree, AblationKeys.ALL.names())
            .orElse(new Entries(tree.at(), Map.of()));
    List<Long> seeds = seeds(map);
    Map<String, Double> margins = map.find("margin").map(this::margins).orElse(Map.of());
    Optional<Spec.Nuisance> nuisance = nuisance(map);
    Found compared = found.tuning(nuisance.map(Spec.Nuisance::parameters).orElse(List.of()));
    ArmsCheck arms = new ArmsCheck(compared, settings, problems);
    boolean named = map.find("arms").isPresent();
    ArmsCheck.Arms namedArms = named ? arms.check(map) : arms.refuseWithout(map);
    Spec.ArmChoice choice = named ? namedArms.choice(factorial(map)) : grid(map, compared);
    return new Spec.Ablation(
        choice,
        nuisance,
        seeds,
        new Spec.Judging(
            true,
            margins,
            claims(map, namedArms),
            stuck(map),
            word(map, AblationKeys.STOP, Spec.Stop.class).orElse(Spec.Stop.PLANNED)),
        running(map),
        new Spec.SearchOptions(
            map.find("winner_seeds").map(this::winnerSeeds).orElse(Spec.SearchOptions.WINNER_SEEDS),
            word(map, AblationKeys.ESTIMATOR, Estimator.class)
                .filter(Estimator.MULTIVARIATE::equals)
                .isPresent()),
        seedChoice(map));
  }

  private Spec.Factorial factorial(Entries map) {
    return word(map, "design", Spec.Factorial.class).orElse(Spec.Factorial.FULL);
  }

  private Spec.ArmChoice grid(Entries map, Found compared) {
    FactorSettingsCheck factors = new FactorSettingsCheck(compared, settings, problems);
    return new Spec.ArmChoice(
        map.find("baseline").map(factors::baseline).orElse(Settings.NONE),
        factorial(map),
        map.find("exclude").map(factors::exclude).orElse(List.of()),
        map.find("include").map(factors::include).orElse(List.of()),
        map.find(WhenCheck.KEY)
            .map(new WhenCheck(compared, settings, problems)::check)
            .orElse(Conditions.NONE),
        Map.of(),
        List.of());
  }

  private List<Spec.Said> claims(Entries map, ArmsCheck.Arms namedArms) {
    ClaimsCheck check = new ClaimsCheck(found, namedArms, settings.metrics(), problems);
    return map.find("claims").map(e -> check.check(e.value())).orElse(List.of());
  }

  private Map<String, Double> stuck(Entries map) {
    StuckCheck check = new StuckCheck(settings.metrics(), problems);
    return map.find(StuckCheck.KEY).map(e -> check.check(e.value())).orElse(Map.of());
  }

  private Spec.Running running(Entries map) {
    return new Spec.Running(
        word(map, "order", Spec.Order.class).orElse(Spec.Order.BLOCKS),
        word(map, "keep", AblationKeys.Kept.class).isPresent(),
        map.find("budget")
            .map(e -> new BudgetCheck(problems).check(e.value()))
            .orElse(Spec.Budget.NONE));
  }

  private int winnerSeeds(Entry entry) {
    String wanted = "a count from 0 to 1,000";
    return expect
        .whole("ablation.winner_seeds", entry.value(), AblationKeys.WINNER_SEEDS, wanted)
        .orElse(0);
  }

  private Optional<Spec.Nuisance> nuisance(Entries map) {
    Optional<Entry> entry = map.find("nuisance");
    NuisanceCheck check = new NuisanceCheck(found, settings, problems);
    Optional<Spec.Nuisance> nuisance = entry.flatMap(check::check);
    boolean hasMoreArms = map.find("arms").isPresent() || map.find("include").isPresent();
    nuisance.ifPresent(
        n ->
            check.refuseIfNothingIsCompared(
                entry.orElseThrow(), found.tuning(n.parameters()), hasMoreArms));
    return nuisance;
  }

  private <E extends Enum<E>> Optional<E> word(Entries map, String key, Class<E> words) {
    return map.find(key).flatMap(entry -> expect.oneOf("ablation." + key, entry.value(), words));
  }

  private List<Long> seeds(Entries map) {
    Optional<Entry> entry = map.find("seeds");
    if (entry.isPresent() && seedAt.isPresent()) {
      problems.add(
          seedAt.get(),
          "parameters.seed and ablation.seeds mean the same",
          "keep ablation.seeds alone");
    }
    if (entry.isEmpty()) {
      return found.seeds().orElse(List.of(1L));
    }
    Tree tree = entry.get().value();
    return tree instanceof Items ? listOfSeeds(tree) : countOfSeeds(tree);
  }

  /** Where nothing is said there is one seed. */
  private Spec.SeedChoice seedChoice(Entries map) {
    boolean listed =
        map.find("seeds")
            .map(entry -> entry.value() instanceof Items)
            .orElse(found.seeds().isPresent());
    return listed ? Spec.SeedChoice.LISTED : Spec.SeedChoice.COUNTED;
  }

  private List<Long> countOfSeeds(Tree tree) {
    String wanted = "a count from 1 to 100,000, or a list of integers";
    int count = expect.whole("ablation.seeds", tree, AblationKeys.SEEDS, wanted).orElse(0);
    return LongStream.rangeClosed(1, count).boxed().toList();
  }

  private List<Long> listOfSeeds(Tree tree) {
    Set<Long> seeds = new LinkedHashSet<>();
    for (Tree item : expect.list("ablation.seeds", tree).orElse(List.of())) {
      Optional<Long> seed = expect.whole("seed", item, "an integer");
      if (seed.isPresent() && !seeds.add(seed.get())) {
        problems.add(item.at(), "the seed " + item.what() + " stands here twice");
      }
    }
    return new ArrayList<>(seeds);
  }

  private Map<String, Double> margins(Entry entry) {
    DeclaredMetrics metrics = settings.metrics();
    List<String> known = metrics.comparable();
    Map<String, Double> margins = new TreeMap<>();
    expect.map("ablation.margin", entry.value()).stream()
        .flatMap(map -> map.byKey().values().stream())
        .forEach(
            e -> {
              String metric = e.key().text();
              if (!metrics.isOpen() && !known.contains(metric)) {
                problems.add(
                    e.key().at(),
                    "unknown metric " + Suggest.quote(metric) + Suggest.didYouMean(metric, known));
              }
              margin(metric, e.value()).ifPresent(margin -> margins.put(metric, margin));
            });
    return margins;
  }

  private Optional<Double> margin(String metric, Tree tree) {
    return expect.above(0, "the margin of " + Suggest.clip(metric), tree, "a number > 0");
  }
}
