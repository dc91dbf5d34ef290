package dev.nightsweep.train.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two files mean the same net exactly where their canonical lines agree. */
class CanonicalNetTest {
  private static final String NET =
      """
      layers:
        - {name: conv, kind: convolution, filters: 8, kernel: 3}
        - {name: pool, kind: max_pooling, kernel: 3}
        - {name: out, kind: dense, units: classes}
      """;

  @Test
  void onlyWhatIsUnusualIsSaid() {
    assertThat(lines(NET, Map.of()))
        .containsExactly(
            "conv convolution {filters=8, kernel=3}",
            "pool max_pooling {kernel=3}",
            "out dense {units=10}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        # the same with another order and the defaults said
        about: other words
        layers:
          - {kernel: 3, kind: convolution, name: conv, filters: 8, stride: 1, padding: valid}
          - {name: pool, kind: max_pooling, kernel: 3, stride: 3}
          - {name: out, kind: dense, units: 10, activation: linear}
        """,
        """
        parameters: {width: {type: real, default: 0.5}, wide: {type: flag, default: true}}
        defaults: {kernel: 3}
        layers:
          - {name: conv, kind: convolution, filters: 16.9 * width}
          - {name: pool, kind: max_pooling, when: wide}
          - {name: more, kind: dense, when: not wide, units: 3}
          - {name: out, kind: dense, units: "if(wide, classes, 1)"}
        """
      })
  void otherWordsForTheSameNetHaveTheSameLines(String same) {
    assertThat(lines(same, Map.of())).isEqualTo(lines(NET, Map.of()));
  }

  @Test
  void whatASweepSaysCountsAsIfTheFileSaidIt() {
    assertThat(lines(NET, Map.of("conv.kernel", Setting.of(5L), "pool.padding", Setting.of(1L))))
        .isEqualTo(
            lines(
                NET.replace("8, kernel: 3", "8, kernel: 5")
                    .replace(
                        "kernel: 3}\n  - {name: out", "kernel: 3, padding: 1}\n  - {name: out"),
                Map.of()))
        .isNotEqualTo(lines(NET, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filters: 8 > filters: 9",
        "name: conv > name: conv0",
        "max_pooling > average_pooling",
        "kernel: 3} > kernel: 3, bias: false}",
        "kernel: 3} > kernel: 3, bias_start: 1}",
        "units: classes} > units: classes, weight_decay: 0.1}",
      })
  void anotherNetHasOtherLines(String edit) {
    String[] parts = edit.split(" > ", -1);

    assertThat(lines(NET.replaceFirst(Pattern.quote(parts[0]), parts[1]), Map.of()))
        .isNotEqualTo(lines(NET, Map.of()));
  }

  private static List<String> lines(String text, Map<String, Setting> given) {
    NetFile file = NetFileFixtures.read(text);
    Settings settings = file.resolve(NetFileFixtures.USUAL.with(Settings.of(given)));
    return file.canonical(settings, file.input().shape());
  }
}
