package dev.nightsweep.analysis.contrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.analysis.Judged;
import dev.nightsweep.analysis.Study;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.wording.ContrastText;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CostTest {
  private static final Offset<Double> CLOSE = within(1e-4);

  /** Logarithms of the ratios: ln 2, ln 2, ln 4. Mean 4/3 ln 2, standard error 1/3 ln 2, t(2). */
  @Test
  void memoryIsAPairedRatioAsWorkedOutByHand() {
    ContrastCost.Memory memory = first(memory()).memory();
    assertThat(memory.pairs()).isEqualTo(3);
    assertThat(memory.baseline()).isCloseTo(1e8, within(1.0));
    assertThat(memory.level()).isCloseTo(1e8 * Math.pow(2, 4 / 3.0), within(1.0));
    assertThat(memory.ratio()).isCloseTo(2.519842, CLOSE);
    assertThat(memory.interval().low()).isCloseTo(0.932461, CLOSE);
    assertThat(memory.interval().high()).isCloseTo(6.809509, CLOSE);
  }

  @Test
  void aReusedRunWasMeasuredElsewhere() {
    ContrastCost.Memory memory = first(memory().reused("none", 3)).memory();
    assertThat(memory.pairs()).isEqualTo(2);
    assertThat(memory.ratio()).isCloseTo(2, CLOSE);
  }

  @Test
  void sizesAreToldOnlyWhereTheyDiffer() {
    Study study = Study.lrn(3);
    assertThat(first(study).nets()).isEmpty();
    assertThat(ContrastText.parameters(first(study))).isEmpty();
    study.model("none", net(1_000, 50_000)).model("lrn", net(1_200, 50_000));
    assertThat(first(study).nets())
        .containsExactly(
            new ContrastCost.Nets(
                new ContrastCost.Size(1_200, 50_000),
                new ContrastCost.Size(1_000, 50_000),
                List.of("lrn=true against lrn=false")));
    assertThat(ContrastText.parameters(first(study))).contains("×1.200 the parameters");
  }

  @Test
  void cellsOfEqualSizesAreToldOnce() {
    Study study = Study.grid(2);
    study.model("n3", net(1_000, 9)).model("n5", net(2_000, 9));
    study.model("l3", net(1_000, 9)).model("l5", net(2_000, 9));
    ContrastCost kernel = first(study);
    assertThat(kernel.nets()).hasSize(1);
    assertThat(kernel.nets().get(0).cells()).hasSize(2);
    assertThat(ContrastText.parameters(kernel)).contains("×2.0 the parameters");
  }

  @Test
  void aContrastThatChangesSomeShapesOnlySaysSo() {
    Study study = Study.grid(2);
    study.model("n3", net(1_000, 9)).model("n5", net(2_000, 9));
    study.model("l3", net(1_000, 9)).model("l5", net(1_000, 9));
    assertThat(first(study).nets()).hasSize(1);
    assertThat(ContrastText.parameters(first(study))).contains("×1 to ×2.0 the parameters");
  }

  @Test
  void runsThatDidNotTellOfTheirNetsHaveNoSizes() {
    assertThat(
            ContrastCost.of(Judged.runs(Study.lrn(3).evidence()), run -> Optional.empty())
                .get(0)
                .nets())
        .isEmpty();
  }

  @Test
  void theAnswerNamesParametersOnlyIfTheyDiffer() {
    Study study = Study.lrn(3);
    assertThat(answer(study)).doesNotContain("parameters");
    study.model("none", net(1_000, 9)).model("lrn", net(1_200, 9));
    assertThat(answer(study)).endsWith("the time and has ×1.200 the parameters.");
  }

  @Test
  void timeIsToldByMachineWhereMachinesDisagree() {
    assertThat(answer(Study.lrn(8))).contains("; it takes ×1.2").doesNotContain("machine");
    assertThat(answer(Study.lrn(8).dearerElsewhere()))
        .endsWith("; it takes ×1.94 to ×5.63 the time (2 unlike machines).");
  }

  private static Study memory() {
    Study study = Study.lrn(3);
    double[] ratios = {2, 2, 4};
    for (int seed = 1; seed <= 3; seed++) {
      study.reading("none", seed, Metrics.PEAK_MEMORY_BYTES, 1e8);
      study.reading("lrn", seed, Metrics.PEAK_MEMORY_BYTES, 1e8 * ratios[seed - 1]);
    }
    return study;
  }

  private static ModelCard net(long parameters, long multiplyAdds) {
    return new ModelCard(
        List.of(new ModelCard.Layer("fc8", "dense", List.of(10), parameters, multiplyAdds, false)),
        List.of());
  }

  private static ContrastCost first(Study study) {
    return ContrastCost.of(Judged.runs(study.evidence()), study::model).get(0);
  }

  private static String answer(Study study) {
    List<ContrastDetail> details = Judged.details(study.evidence(), 1);
    return ContrastText.answer(
        details.get(0), Optional.of(details.get(2)), Optional.of(first(study)), study.sweep());
  }
}
