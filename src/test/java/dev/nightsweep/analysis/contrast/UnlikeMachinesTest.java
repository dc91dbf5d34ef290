package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.contrast.MachineHeterogeneity.Share;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether the machines of a sweep agree on what LRN costs. */
class UnlikeMachinesTest {
  /** Of seed 2 and on: the first seed's runs are their workers' first, and not timed. */
  private static Study study(double... ratios) {
    Study study = Study.lrn(ratios.length + 1);
    for (int i = 0; i < ratios.length; i++) {
      study.seconds("none", i + 2, 9, 1).cpuSeconds("none", i + 2, 9, 1);
      study.seconds("lrn", i + 2, 9, ratios[i]).cpuSeconds("lrn", i + 2, 9, ratios[i]);
    }
    return study;
  }

  private static void place(Study study, String fact, String text, long... seeds) {
    for (long seed : seeds) {
      study.fact("none", seed, fact, text).fact("lrn", seed, fact, text);
    }
  }

  private static Optional<MachineHeterogeneity> of(Study study) {
    return Judged.details(study.evidence(), 1).stream()
        .filter(ContrastDetail::isTime)
        .findFirst()
        .orElseThrow()
        .machines();
  }

  @Test
  void whereTheyDisagreeEachHasItsRatioAndInterval() {
    Study study = study(1.9, 2, 2.1, 2.9, 3, 3.1);
    assertThat(of(study)).as("one machine").isEmpty();
    place(study, "cpu", "B", 5, 6, 7);
    MachineHeterogeneity machines = of(study).orElseThrow();
    assertThat(machines.facts()).containsExactly("cpu");
    Share second = machines.shares().get(1);
    assertThat(second.machine()).isEqualTo("cpu B");
    assertThat(second.seeds()).extracting(SeedDifference::seed).containsExactly(5L, 6L, 7L);
    assertThat(second.ratio()).isCloseTo(Math.cbrt(2.9 * 3 * 3.1), within(1e-9));
    assertThat(second.interval().contains(second.ratio())).isTrue();
    assertThat(machines.range().high()).isEqualTo(second.ratio());
    assertThat(machines.range().low()).isCloseTo(Math.cbrt(1.9 * 2 * 2.1), within(1e-9));
  }

  @Test
  void aDisagreementTooSmallToMatterIsNone() {
    Study study = study(2, 2.001, 2.002, 2.06, 2.061, 2.062);
    place(study, "cpu", "B", 5, 6, 7);
    assertThat(of(study)).isEmpty();
  }

  @Test
  void aDisagreementThatMayBeChanceIsNone() {
    Study study = study(1.5, 2, 2.5, 1.9, 2.4, 2.9);
    place(study, "cpu", "B", 5, 6, 7);
    assertThat(of(study)).isEmpty();
  }

  @Test
  void theOnlySeedOfAMachineSaysNothing() {
    Study study = study(2, 2.01, 2.02, 6);
    place(study, "cpu", "B", 5);
    assertThat(of(study)).isEmpty();
  }

  @Test
  void aSeedOfTwoMachinesSaysNothingOfEither() {
    Study study = study(2, 2.01, 2.02, 6, 6.01);
    study.fact("none", 5, "cpu", "B").fact("none", 6, "cpu", "B");
    assertThat(of(study)).isEmpty();
  }

  @Test
  void everyMachineIsToldFromEveryOther() {
    Study study = study(2, 2.01, 3, 3.01, 6, 6.01);
    place(study, "os", "another", 4, 5);
    place(study, "cpu", "B", 6, 7);
    MachineHeterogeneity machines = of(study).orElseThrow();
    assertThat(machines.facts()).containsExactly("cpu", "os");
    assertThat(machines.shares())
        .extracting(Share::machine)
        .doesNotHaveDuplicates()
        .hasSize(3)
        .allMatch(name -> name.startsWith("cpu ") && name.contains(", os "));
  }

  @Test
  void theCardMakesAMachineAnotherOne() {
    Study study = study(2, 2.01, 2.02, 6, 6.01, 6.02);
    place(study, "card", "T4", 5, 6, 7);
    assertThat(of(study).orElseThrow().shares())
        .extracting(Share::machine)
        .containsExactly("card not recorded", "card T4");
  }
}
