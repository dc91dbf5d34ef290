package dev.nightsweep.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Setting;
import dev.nightsweep.tracker.source.SourceKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingsMixTest {
  private static List<FoundRun> runs(int number, int parameters, Random random) {
    List<FoundRun> runs = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      TrackedRunBuilder run = TrackedRunBuilder.run("r" + i);
      for (int j = 0; j < parameters; j++) {
        if (random.nextInt(5) > 0) {
          run.with("p" + j, random.nextInt(3));
        }
      }
      runs.add(FoundRun.of(run.reads("acc", 0.5).finished(), SourceKind.MLFLOW));
    }
    return runs;
  }

  private static Set<Set<String>> ids(Collection<List<FoundRun>> groups) {
    return groups.stream()
        .map(group -> group.stream().map(FoundRun::id).collect(Collectors.toSet()))
        .collect(Collectors.toSet());
  }

  @Test
  void theSameRunsAreAlikeAsByComparingAllTheirParameters() {
    Random random = new Random(27);
    for (int round = 0; round < 100; round++) {
      List<FoundRun> runs = runs(30, 1 + random.nextInt(4), random);
      VaryingParameters varying = VaryingParameters.of(runs, name -> false);
      SettingsMix mix = new SettingsMix(varying.byName());
      for (String name : varying.byName().keySet()) {
        Map<Map<String, Setting>, Set<String>> compared =
            runs.stream()
                .collect(
                    Collectors.groupingBy(
                        run -> without(name, run),
                        Collectors.mapping(FoundRun::id, Collectors.toSet())));
        assertThat(ids(mix.without(name, runs))).isEqualTo(new HashSet<>(compared.values()));
      }
    }
  }

  private static Map<String, Setting> without(String name, FoundRun run) {
    Map<String, Setting> others = new TreeMap<>(run.parameters());
    others.remove(name);
    return others;
  }

  /** Each was compared with each once for every parameter, which took minutes. */
  @Test
  void manyParametersOfManyRunsAreSorted() {
    List<FoundRun> runs = runs(600, 300, new Random(1));
    VaryingParameters varying = VaryingParameters.of(runs, name -> false);
    SettingsMix mix = new SettingsMix(varying.byName());
    for (String name : varying.byName().keySet()) {
      assertThat(mix.without(name, runs)).hasSize(600);
    }
  }
}
