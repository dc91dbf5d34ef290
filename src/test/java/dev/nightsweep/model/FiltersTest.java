package dev.nightsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FiltersTest {

  @Test
  void sharesAreOfTheLargestAndKeptToAnEighthOfAPercent() {
    Filters filters = Filters.of(1, 2, 0.5f, -2, 0.003f, 1);
    assertThat(filters.largest()).isEqualTo(2);
    assertThat(filters.shares()).containsExactly(new double[] {0.25, -1, 0, 0.5}, within(0.004));
  }

  @Test
  void zerosAndWrongSizesAreTakenAsSuch() {
    assertThat(Filters.of(1, 1, 0).shares()).containsExactly(0);
    assertThatThrownBy(() -> Filters.of(2, 3, 1, 2, 3)).hasMessageContaining("2 filters of 3×3");
  }
}
