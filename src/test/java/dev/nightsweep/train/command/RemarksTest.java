package dev.nightsweep.train.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.train.Watcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of a program that is doubtful again and again. */
class RemarksTest {
  private final List<String> told = new ArrayList<>();
  private final Remarks remarks =
      new Remarks(
          new Watcher() {
            @Override
            public void progressed(int epoch, long done, long of) {}

            @Override
            public void epochFinished(
                int epoch, Map<String, Double> metrics, Map<String, Double> system) {}

            @Override
            public void remarked(String kind, String message) {
              told.add(kind + ": " + message);
            }

            @Override
            public boolean isInterrupted() {
              return false;
            }
          });

  @Test
  void theFirstOfAKindAreToldAndAtTheEndHowManyMoreThereAre() {
    for (int i = 0; i < 12; i++) {
      remarks.of("metric_not_finite", "m" + i % 11, "m" + i % 11 + " became NaN");
    }
    remarks.of("metric_text", "", "a text");
    assertThat(told).hasSize(6);
    remarks.end();
    assertThat(told)
        .hasSize(7)
        .endsWith(
            "metric_not_finite: the same is to be told of 6 more: m5, m6, m7, m8, m9 and others");
  }
}
