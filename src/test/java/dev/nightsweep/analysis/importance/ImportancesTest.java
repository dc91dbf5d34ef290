package dev.nightsweep.analysis.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nightsweep.model.Objective.Goal;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Against R ({@code golden.R} beside the tables) and by what must hold. */
class ImportancesTest {
  private static final Offset<Double> CLOSE = within(1e-9);
  private static final List<ImportanceAxis> AXES =
      List.of(
          new ImportanceAxis.Numbers("rate", 1e-4, 1, true),
          new ImportanceAxis.Numbers("width", 0.1, 2, false),
          new ImportanceAxis.Categories(
              "activation",
              List.of(Setting.of("relu"), Setting.of("tanh"), Setting.of("leaky_relu"))));

  @ParameterizedTest
  @CsvFileSource(resources = "importance.csv", numLinesToSkip = 1)
  void sharesAgreeWithR(String parameter, double share) throws IOException {
    List<Importance> importances = Importances.of(AXES, golden(), Goal.MAXIMIZE);
    Importance importance =
        importances.stream().filter(i -> i.parameter().equals(parameter)).findFirst().orElseThrow();
    assertThat(importance.share()).isCloseTo(share, CLOSE);
    assertThat(importance.interval().low()).isLessThan(share).isNotNegative();
    assertThat(importance.interval().high()).isGreaterThan(share).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "expected.csv", numLinesToSkip = 1)
  void theExpectedBestAgreesWithR(int n, double maximum, double minimum) throws IOException {
    List<Double> readings = golden().stream().map(SearchTrial::reading).toList();
    assertThat(ExpectedBest.of(readings, Goal.MAXIMIZE, n)).isCloseTo(maximum, CLOSE);
    assertThat(ExpectedBest.of(readings, Goal.MINIMIZE, n)).isCloseTo(minimum, CLOSE);
  }

  @Test
  void theParameterThatMattersComesFirstWhicheverWayIsBetter() throws IOException {
    List<SearchTrial> upsideDown =
        golden().stream().map(t -> new SearchTrial(t.settings(), -t.reading())).toList();
    List<Importance> importances = Importances.of(AXES, golden(), Goal.MAXIMIZE);
    assertThat(importances).extracting(Importance::parameter).startsWith("rate");
    assertThat(Importances.of(AXES, upsideDown, Goal.MINIMIZE)).isEqualTo(importances);
    assertThat(importances.stream().mapToDouble(Importance::share).sum()).isCloseTo(1, CLOSE);
  }

  @Test
  void underThirtyFiniteTrialsNothingIsShown() throws IOException {
    List<SearchTrial> trials = new ArrayList<>(golden().subList(0, 29));
    trials.add(new SearchTrial(trials.get(0).settings(), Double.NaN));
    assertThat(Importances.of(AXES, trials, Goal.MAXIMIZE)).isEmpty();
    trials.add(golden().get(30));
    assertThat(Importances.of(AXES, trials, Goal.MAXIMIZE)).hasSize(3);
  }

  @Test
  void terribleTrialsChangeNothing() throws IOException {
    List<SearchTrial> trials = new ArrayList<>(golden());
    int worst = 0;
    for (int i = 0; i < trials.size(); i++) {
      worst = trials.get(i).reading() < trials.get(worst).reading() ? i : worst;
    }
    trials.set(worst, new SearchTrial(trials.get(worst).settings(), -1e18));
    assertThat(Importances.of(AXES, trials, Goal.MAXIMIZE))
        .isEqualTo(Importances.of(AXES, golden(), Goal.MAXIMIZE));
  }

  @Test
  void rangesAndCategoriesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new ImportanceAxis.Numbers("rate", 0, 1, true))
        .hasMessageContaining("rate");
    assertThatThrownBy(() -> new ImportanceAxis.Numbers("rate", 1, 1, false))
        .hasMessageContaining("rate");
    assertThatThrownBy(() -> AXES.get(2).place(Setting.of("gelu")))
        .hasMessage("The setting activation=gelu is none of [relu, tanh, leaky_relu].");
  }

  @Test
  void theIncumbentIsTheBestSoFar() {
    List<Incumbent.Ended> ended =
        List.of(
            new Incumbent.Ended(Double.NaN, 2),
            new Incumbent.Ended(0.5, 1),
            new Incumbent.Ended(0.4, 1),
            new Incumbent.Ended(0.5, 1),
            new Incumbent.Ended(0.7, 3));
    assertThat(Incumbent.curve(ended, Goal.MAXIMIZE))
        .containsExactly(new Incumbent(2, 3, 0.5), new Incumbent(5, 8, 0.7));
    assertThat(Incumbent.curve(ended, Goal.MINIMIZE))
        .containsExactly(new Incumbent(2, 3, 0.5), new Incumbent(3, 4, 0.4));
  }

  @Test
  void theBestOfMoreTrialsThanWereRunIsNotGuessed() {
    assertThatThrownBy(() -> ExpectedBest.of(List.of(0.5), Goal.MAXIMIZE, 2))
        .hasMessage("The best of 2 trials cannot be expected from 1.");
    assertThat(ExpectedBest.of(List.of(0.5, Double.NaN), Goal.MAXIMIZE, 1)).isNaN();
  }

  private static List<SearchTrial> golden() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                ImportancesTest.class.getResourceAsStream("trials.csv"), StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(line -> trial(line.split(","))).toList();
    }
  }

  private static SearchTrial trial(String[] cells) {
    return new SearchTrial(
        Settings.of(
            Map.of(
                "rate", Setting.of(Double.parseDouble(cells[0])),
                "width", Setting.of(Double.parseDouble(cells[1])),
                "activation", Setting.of(cells[2]))),
        Double.parseDouble(cells[3]));
  }
}
