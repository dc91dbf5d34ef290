package dev.nightsweep.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Conditions;
import dev.nightsweep.model.Factor;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FactorGridTest {
  private static final int FACTORS = 5;

  /** Whatever the conditions: all combinations with what is left out left out, each once. */
  @RepeatedTest(40)
  void goesThroughAllCombinationsOnceAndCountsThem(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    List<Factor> factors = new ArrayList<>();
    for (int i = 0; i < FACTORS; i++) {
      List<Setting> levels =
          LongStream.rangeClosed(1, 1 + random.nextInt(3)).mapToObj(Setting::of).toList();
      factors.add(new Factor("f" + i, levels, levels.get(0)));
    }
    Conditions when = conditions(factors, random);
    Set<Settings> wanted = new HashSet<>();
    new FactorGrid(factors, List.of(), Conditions.NONE)
        .forEachRemaining(levels -> wanted.add(when.applied(levels)));

    List<Settings> found = new ArrayList<>();
    new FactorGrid(factors, List.of(), when).forEachRemaining(found::add);

    assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(FactorGrid.count(factors, when)).isEqualTo(wanted.size());
  }

  /** In a shuffled order of names, a factor may need those before it. */
  private static Conditions conditions(List<Factor> factors, SplittableRandom random) {
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4));
    Collections.shuffle(order, new Random(random.nextLong()));
    SortedMap<String, SortedMap<String, List<Setting>>> conditions = new TreeMap<>();
    for (int i = 1; i < FACTORS; i++) {
      SortedMap<String, List<Setting>> needed = new TreeMap<>();
      for (int j = 0; j < i; j++) {
        Factor other = factors.get(order.get(j));
        if (random.nextInt(3) == 0) {
          int most = 1 + random.nextInt(other.levels().size());
          needed.put(other.name(), other.levels().subList(0, most));
        }
      }
      if (!needed.isEmpty()) {
        conditions.put(factors.get(order.get(i)).name(), needed);
      }
    }
    return new Conditions(conditions);
  }

  @Test
  void aBillionCombinationsUnderConditionsAreCountedAndBegunAtOnce() {
    List<Factor> factors = new ArrayList<>();
    List<Setting> levels = LongStream.rangeClosed(1, 1000).mapToObj(Setting::of).toList();
    for (int i = 0; i < 3; i++) {
      factors.add(new Factor("f" + i, levels, levels.get(0)));
    }
    SortedMap<String, SortedMap<String, List<Setting>>> conditions = new TreeMap<>();
    conditions.put("f0", new TreeMap<>(Map.of("f2", levels.subList(0, 999))));
    Conditions when = new Conditions(conditions);

    assertThat(FactorGrid.count(factors, when)).isEqualTo(BigInteger.valueOf(999_001_000));
    assertThat(new FactorGrid(factors, List.of(), when).next().byName()).hasSize(3);
  }
}
