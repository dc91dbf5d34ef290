package dev.nightsweep.train.dl4j.nets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.MetricDefinition;
import dev.nightsweep.model.ProgramRef;
import org.junit.jupiter.api.Test;

/** What is known of LRN is known of any net file that has such a layer, wherever it stands. */
class NetFileNormalizationTest {
  private static final String NET =
      """
      layers:
        - {name: conv1, kind: convolution, filters: 8, kernel: 3, padding: same}
        - {name: across, kind: lrn, n: 3}
        - name: block
          kind: residual
          layers:
            - {name: conv, kind: convolution, filters: 8, kernel: 3, padding: same}
            - {name: norm, kind: lrn}
        - {name: out, kind: dense, units: classes}
      """;

  private final NetFileCatalog catalog =
      NetFiles.of(new ProgramRef.Net("net.yaml", NET), "net.yaml");

  @Test
  void itsRunsSayWhatEveryOneDoes() {
    assertThat(catalog.metrics().all())
        .filteredOn(MetricDefinition::detail)
        .extracting(MetricDefinition::name)
        .containsExactly(
            "across_ratio_mean", "across_ratio_sd", "block.norm_ratio_mean", "block.norm_ratio_sd");
  }

  @Test
  void itsNumbersCostNothing() {
    assertThat(catalog.file().withoutCost())
        .contains("across.k", "across.alpha", "across.beta", "block.norm.k", "block.norm.alpha")
        .doesNotContain("across.n", "across.impl", "conv1.kernel");
  }
}
