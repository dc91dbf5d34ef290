package dev.nightsweep.analysis.paired;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether runs fail more often on one side of a comparison than on the other. That a run diverges,
 * crashes or gives no finite reading is an outcome like any other, and dropping it in silence would
 * make the side that fails look as good as its luckier seeds.
 */
public final class FailureTest {
  private FailureTest() {}

  /**
   * Two-sided exact p of runs paired by seed. With one pair a seed this is McNemar's test in its
   * exact form (McNemar 1947: among the seeds in which one side alone failed, each side is as
   * likely). With several pairs a seed the seed stays the unit: the sign-flip test of the seeds'
   * excesses, which is the same test when all excesses are equal in size.
   *
   * @param excesses for every seed, failures at the level minus failures at the baseline
   * @return 1 if no seed differs; 2 / 2^n at the least for n seeds that do
   */
  public static double paired(List<Integer> excesses) {
    List<Double> differing =
        excesses.stream().filter(e -> e != 0).map(Integer::doubleValue).toList();
    if (differing.isEmpty()) {
      return 1;
    }
    boolean alike = differing.stream().map(Math::abs).collect(Collectors.toSet()).size() == 1;
    int above = (int) differing.stream().filter(e -> e > 0).count();
    return alike ? SignTest.pValue(differing.size(), above) : SignFlip.pValue(differing);
  }
}
