package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepResolverTest {
  @ParameterizedTest
  @CsvSource({"LRN on/off?, lrn-on-off", "../../etc, etc", "'', sweep", "学習, sweep"})
  void aNameBecomesAFolderNameThatIsSafeEverywhere(String name, String slug) {
    assertThat(SweepResolver.slug(name)).isEqualTo(slug);
  }
}
