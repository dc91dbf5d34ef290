package dev.nightsweep.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassLabelsTest {

  @Test
  void labelsAreNumbersAndTheirTextHasACharacterAnImage() {
    ClassLabels labels = ClassLabels.of(0, 9, 10, 255);

    assertThat(labels.stream()).containsExactly(0, 9, 10, 255);
    assertThat(labels.text()).hasSize(4).startsWith("09:");
    assertThat(ClassLabels.parse(labels.text())).isEqualTo(labels).hasSameHashCodeAs(labels);
    assertThat(labels.isOfDigits()).isFalse();
    assertThat(ClassLabels.parse("0129").isOfDigits()).isTrue();
    assertThat(ClassLabels.parse("")).isEqualTo(ClassLabels.NONE);
  }

  @Test
  void aThousandClassesCanBeToldApart() {
    ClassLabels labels = ClassLabels.of(0, 256, 255, 999);

    assertThat(labels.stream()).containsExactly(0, 256, 255, 999);
    assertThat(ClassLabels.parse(labels.text())).isEqualTo(labels).hasSameHashCodeAs(labels);
    assertThat(labels).isNotEqualTo(ClassLabels.of(0, 0, 255, 231));
    assertThat(labels.agreement(ClassLabels.of(0, 0, 255, 999))).isEqualTo(3);
    assertThatThrownBy(() -> ClassLabels.of(0, 1000)).hasMessageContaining("(1000) of image 1");
    assertThatThrownBy(() -> ClassLabels.of(0, -1)).hasMessageContaining("(-1) of image 1");
    assertThatThrownBy(() -> ClassLabels.parse("1 2")).hasMessageContaining("of image 1");
  }

  @Test
  void confusionHasTrueClassesInRowsAndPredictedOnesInColumns() {
    ClassLabels truth = ClassLabels.of(0, 1, 2, 1);
    ClassLabels predicted = ClassLabels.of(0, 2, 2, 1);

    assertThat(truth.confusion(predicted, 3))
        .isEqualTo(List.of(List.of(1, 0, 0), List.of(0, 1, 1), List.of(0, 0, 1)));
    assertThat(truth.agreement(predicted)).isEqualTo(3);
  }
}
