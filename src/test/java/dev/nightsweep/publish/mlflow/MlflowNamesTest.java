package dev.nightsweep.publish.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MlflowNamesTest {
  @Test
  void namesThatAreTakenStayAsTheyAre() {
    List<String> names = List.of("val_acc", "loss/val/loss", "lr-1.5 x", "größe");
    MlflowNames there = new MlflowNames(names);
    assertThat(names).allSatisfy(name -> assertThat(there.of(name)).isEqualTo(name));
    assertThat(there.changed()).isEmpty();
  }

  @Test
  void othersAreChangedAndNoTwoBecomeOne() {
    String longer = "x".repeat(300);
    List<String> names =
        List.of(
            "acc@1",
            "acc#1",
            "acc_1",
            "a:b",
            "/root",
            "..",
            "a/../b",
            "a//b",
            "a/",
            "",
            "{\"k\"}",
            longer,
            longer + "y",
            "x".repeat(249) + "/yy");
    MlflowNames there = new MlflowNames(names);
    List<String> given = names.stream().map(there::of).toList();
    assertThat(given).doesNotHaveDuplicates();
    assertThat(there.of("acc_1")).isEqualTo("acc_1");
    assertThat(there.of("acc#1")).isEqualTo("acc_1_2");
    assertThat(given)
        .allSatisfy(
            name ->
                assertThat(name)
                    .matches("[\\w./ -]{1,250}")
                    .doesNotContain("//", "..")
                    .doesNotStartWith("/")
                    .doesNotEndWith("/"));
    assertThat(there.changed()).hasSize(names.size() - 1);
  }

  @Test
  void theyDoNotHangOnTheOrder() {
    assertThat(new MlflowNames(List.of("a@", "a#")).changed())
        .isEqualTo(new MlflowNames(List.of("a#", "a@")).changed());
  }
}
