package dev.nightsweep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Conditions;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.PlannedRun;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.SearchMethod;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SpecSource;
import dev.nightsweep.model.Stopping;
import dev.nightsweep.spec.SmallCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every plan, tried on specs drawn at random with a fixed seed. */
class RandomPlansTest {
  private static final Catalog CATALOG = SmallCatalog.create();
  private static final List<String> NAMES = List.of("epochs", "lrn.n", "conv1.kernel", "lrn");

  static LongStream draws() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("draws")
  void everyArmHasEverySeedExactlyOnce(long draw) {
    Spec spec = spec(new Random(draw));
    Plan plan = plan(spec);

    assertThat(plan.runs()).hasSize(plan.arms().size() * spec.ablation().seeds().size());
    assertThat(plan.runs().stream().map(r -> r.armId() + r.seed())).doesNotHaveDuplicates();
    assertThat(plan.runs()).extracting(PlannedRun::runId).doesNotHaveDuplicates();
    assertThat(plan.runs()).extracting(PlannedRun::identity).doesNotHaveDuplicates();
    assertThat(plan.arms()).extracting(Arm::settings).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("draws")
  void theGridIsTheProductWithoutWhatIsExcluded(long draw) {
    Spec spec = spec(new Random(draw));
    List<Settings> kept =
        product(spec).stream()
            .filter(levels -> spec.ablation().arms().exclude().stream().noneMatch(levels::contains))
            .toList();

    assertThat(plan(spec).arms()).extracting(Arm::levels).isEqualTo(kept);
    assertThat(Planner.size(spec).arms().intValueExact()).isEqualTo(product(spec).size());
  }

  @ParameterizedTest
  @MethodSource("draws")
  void blocksAreWhole(long draw) {
    Spec spec = spec(new Random(draw));
    Plan plan = plan(spec);
    int arms = plan.arms().size();

    List<Long> seeds = new ArrayList<>();
    for (int from = 0; from < plan.runs().size(); from += arms) {
      Set<Long> block =
          plan.runs().subList(from, from + arms).stream()
              .map(PlannedRun::seed)
              .collect(Collectors.toSet());
      assertThat(block).hasSize(1);
      seeds.addAll(block);
    }
    assertThat(seeds).isEqualTo(spec.ablation().seeds());
  }

  @ParameterizedTest
  @MethodSource("draws")
  void contrastsPairExistingArmsThatDifferInTheirFactorAlone(long draw) {
    Plan plan = plan(spec(new Random(draw)));

    assertThat(plan.header().contrasts())
        .allSatisfy(
            contrast ->
                assertThat(contrast.cells())
                    .isNotEmpty()
                    .allSatisfy(
                        cell -> {
                          Settings level = plan.arm(cell.armId()).settings();
                          Settings base = plan.arm(cell.baselineArmId()).settings();
                          String factor = contrast.factor();
                          assertThat(level.get(factor).text()).isEqualTo(contrast.level());
                          assertThat(base.get(factor).text()).isEqualTo(contrast.baseline());
                          assertThat(base.with(factor, level.get(factor))).isEqualTo(level);
                        }));
  }

  @ParameterizedTest
  @MethodSource("draws")
  void theSameSpecGivesTheSamePlan(long draw) {
    assertThat(plan(spec(new Random(draw)))).isEqualTo(plan(spec(new Random(draw))));
  }

  private static Plan plan(Spec spec) {
    return Planner.plan(spec, CATALOG, settings -> new TreeMap<>(), "s", Instant.EPOCH);
  }

  /** Small grids that keep at least one arm: nothing is excluded at its last level. */
  private static Spec spec(Random random) {
    Map<String, ParameterSpace> spaces = new LinkedHashMap<>();
    for (String name : NAMES) {
      if (random.nextInt(4) > 0) {
        spaces.put(name, new ParameterSpace.Values(levels(name, random)));
      }
    }
    List<Settings> exclude = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0 && !factors(spaces).isEmpty(); i--) {
      exclude.add(part(spaces, random));
    }
    List<Long> seeds = random.longs(1 + random.nextInt(4)).boxed().distinct().toList();
    Spec.Ablation ablation =
        new Spec.Ablation(
            new Spec.ArmChoice(
                Settings.NONE,
                Spec.Factorial.FULL,
                exclude,
                List.of(),
                Conditions.NONE,
                Map.of(),
                List.of()),
            Optional.empty(),
            seeds,
            new Spec.Judging(true, Map.of(), List.of(), Map.of(), Spec.Stop.PLANNED),
            new Spec.Running(Spec.Order.BLOCKS, false, Spec.Budget.NONE),
            new Spec.SearchOptions(Spec.SearchOptions.WINNER_SEEDS, false));
    return new Spec(
        "n",
        "",
        new ProgramRef.BuiltIn("alexnet"),
        new Spec.Space(SearchMethod.GRID, new TreeMap<>(spaces), OptionalInt.empty()),
        Objective.DEFAULT,
        ablation,
        Stopping.NONE,
        new SpecSource("s.yaml", ""));
  }

  private static List<Setting> levels(String name, Random random) {
    if (name.equals("lrn")) {
      return List.of(Setting.of(true), Setting.of(false));
    }
    int count = 1 + random.nextInt(4);
    return random.ints(0, 9).distinct().limit(count).mapToObj(i -> Setting.of(2L * i + 1)).toList();
  }

  private static List<String> factors(Map<String, ParameterSpace> spaces) {
    return spaces.keySet().stream()
        .filter(n -> spaces.get(n).levels().size() > 1)
        .sorted()
        .toList();
  }

  private static Settings part(Map<String, ParameterSpace> spaces, Random random) {
    Settings part = Settings.NONE;
    List<String> factors = factors(spaces);
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      String name = factors.get(random.nextInt(factors.size()));
      List<Setting> levels = spaces.get(name).levels();
      part = part.with(name, levels.get(random.nextInt(levels.size() - 1)));
    }
    return part;
  }

  /** The plain nested loops that the planner must agree with. */
  private static List<Settings> product(Spec spec) {
    List<Settings> product = List.of(Settings.NONE);
    for (Map.Entry<String, ParameterSpace> space : spec.parameters().entrySet()) {
      List<Setting> levels = space.getValue().levels();
      if (levels.size() > 1) {
        product =
            product.stream()
                .flatMap(p -> levels.stream().map(level -> p.with(space.getKey(), level)))
                .toList();
      }
    }
    return product;
  }
}
