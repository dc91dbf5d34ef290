package dev.nightsweep.train.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.train.command.Reported.Mark;
import dev.nightsweep.train.command.Reported.Unit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lines are readings, which were meant as such, and which are log. */
class MetricLineTest {
  private static Reported of(String line) {
    return MetricLine.of(line.replace('\'', '"'));
  }

  private static Reported.Readings readings(String line) {
    return (Reported.Readings) of(line);
  }

  @Test
  void numbersAreMetricsAndWordsAreNot() {
    Reported.Readings readings =
        readings("{'epoch': 1, 'acc': 0.5, 'note': 'good', 'on': true, 'more': {'f1': 1}}");
    assertThat(readings.mark()).isEqualTo(new Mark(Unit.EPOCH, 1));
    assertThat(readings.metrics()).isEqualTo(Map.of("acc", 0.5));
    assertThat(readings.warning()).isEmpty();
  }

  @Test
  void aNumberAsTextIsTakenWithAWarning() {
    Reported.Readings readings =
        readings("{'epoch': 1, 'acc': '0.9', 'lr': ' 1e-3 ', 'run': 'x7'}");
    assertThat(readings.metrics()).isEqualTo(Map.of("acc", 0.9, "lr", 0.001));
    assertThat(readings.warning()).contains("acc", "0.9", "text");
    assertThat(readings("{'epoch': 1, 'f1': 'nan'}").metrics().get("f1")).isNaN();
    assertThat(readings("{'epoch': 1, 'id': '0x1p3', 'of': '1d'}").metrics()).isEmpty();
  }

  @Test
  void aStepWillDoInPlaceOfAnEpoch() {
    assertThat(readings("{'step': 300, 'acc': 1}").mark()).isEqualTo(new Mark(Unit.STEP, 300));
    assertThat(readings("{'epoch': null, 'step': 3}").mark()).isEqualTo(new Mark(Unit.STEP, 3));
    Reported.Readings both = readings("{'step': 300, 'epoch': 2.0}");
    assertThat(both.mark()).isEqualTo(new Mark(Unit.EPOCH, 2));
    assertThat(both.metrics()).isEqualTo(Map.of("step", 300.0));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheLine() {
    assertThat(readings("\uFEFF{'epoch': 0, 'acc': 1}").mark()).isEqualTo(new Mark(Unit.EPOCH, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'loss': 3} | neither an epoch nor a step",
        "{'epoch': '2', 'loss': 3} | no number from 0",
        "{'epoch': -1, 'loss': 3} | no number from 0",
        "{'epoch': NaN, 'loss': 3} | no number from 0",
        "{'epoch': 1e300, 'loss': 3} | no number from 0",
        "{'epoch': 1, 'loss': } | not JSON",
        "{epoch: 1} | not JSON",
        "INFO:root:{'epoch': 1, 'loss': 3} | something stands before",
      })
  void whatWasMeantAsReadingsSaysWhyItIsNone(String line, String why) {
    assertThat(of(line)).isInstanceOf(Reported.NotTaken.class);
    assertThat(((Reported.NotTaken) of(line)).why()).contains(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "epoch 1", "50 %|### | 5/10", "a {b} c"})
  void theRestIsLog(String line) {
    assertThat(of(line)).isInstanceOf(Reported.Text.class);
  }
}
