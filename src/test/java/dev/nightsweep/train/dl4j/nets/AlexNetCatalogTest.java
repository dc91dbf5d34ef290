package dev.nightsweep.train.dl4j.nets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.TrainingFixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlexNetCatalogTest {
  private final NetFileCatalog catalog = NetFiles.shipped("alexnet");

  @Test
  void everyDefaultIsInItsDomainInCanonicalForm() {
    Settings defaults = catalog.resolve(Settings.NONE);

    for (Parameter parameter : catalog.parameters()) {
      defaults
          .find(parameter.name())
          .ifPresent(
              setting ->
                  assertThat(parameter.domain().accept(setting))
                      .as(parameter.name())
                      .contains(setting));
    }
  }

  @Test
  void onlyTheSeedHasNoDefault() {
    Settings defaults = catalog.resolve(Settings.NONE);

    assertThat(catalog.parameters())
        .filteredOn(parameter -> defaults.find(parameter.name()).isEmpty())
        .extracting(Parameter::name)
        .containsExactly("seed");
  }

  @Test
  void namesAreUniqueAndHelpIsGiven() {
    assertThat(catalog.parameters())
        .extracting(Parameter::name)
        .doesNotHaveDuplicates()
        .hasSize(46);
    assertThat(catalog.parameters()).extracting(Parameter::help).noneMatch(String::isBlank);
  }

  @ParameterizedTest
  @CsvSource({
    "alexnet28,      false, false, false",
    "mnist-notes,    false, false, true",
    "krizhevsky2012, true,  true,  false"
  })
  void presetsDecideThreeDefaults(String preset, boolean lrn, boolean pool5, boolean outputRelu) {
    Settings resolved = TrainingFixtures.settings("preset", preset);

    assertThat(resolved.flag("lrn")).isEqualTo(lrn);
    assertThat(resolved.flag("pool5")).isEqualTo(pool5);
    assertThat(resolved.flag("output_relu")).isEqualTo(outputRelu);
  }

  @Test
  void whatIsGivenStands() {
    Settings resolved =
        TrainingFixtures.settings("preset", "krizhevsky2012", "lrn", false, "width", 1.0);

    assertThat(resolved.flag("lrn")).isFalse();
    assertThat(resolved.get("width")).isEqualTo(Setting.of(1.0));
  }

  @Test
  void defaultsDoNotConflict() {
    assertThat(catalog.conflicts(catalog.resolve(Settings.NONE))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          train_size      | 32     | train_size 32 is smaller than batch_size 64
          train_size      | 50001  | train_size 50001 and validation_size 10000 together exceed the 60000
          fc.units        | 7      | rounded down to 0; units must be an integer 1…2147483647, at fc.units 7, width 0.125
          conv3.filters   | 1      | rounded down to 0; filters must be an integer 1…2147483647, at conv3.filters 1, width 0.125
          fc.units        | 800000 | parameters; at most 2,147,483,647 fit
          """)
  void wholeNumbersThatDoNotGoTogetherAreNamed(String name, int value, String problem) {
    assertThat(catalog.conflicts(TrainingFixtures.settings(name, value)))
        .singleElement()
        .asString()
        .contains(problem);
  }

  @Test
  void aConstantStandsInForLrnAndNotBesideIt() {
    assertThat(catalog.conflicts(TrainingFixtures.settings("constant_scale", 0.5, "lrn", true)))
        .singleElement()
        .asString()
        .contains("constant_scale 0.5");
    assertThat(catalog.conflicts(TrainingFixtures.settings("constant_scale", 0.5))).isEmpty();
    assertThat(catalog.conflicts(TrainingFixtures.settings("lrn", true))).isEmpty();
  }

  @Test
  void theLibrarysNormalizationNeedsMoreChannelsThanHalfItsWindow() {
    assertThat(
            catalog.conflicts(
                TrainingFixtures.settings("lrn", true, "lrn.impl", "dl4j", "lrn.n", 25)))
        .singleElement()
        .asString()
        .contains("n 25 needs more than 12 channels, and lrn1 has 12");
    assertThat(
            catalog.conflicts(
                TrainingFixtures.settings("lrn", true, "lrn.impl", "dl4j", "lrn.n", 23)))
        .isEmpty();
    assertThat(catalog.conflicts(TrainingFixtures.settings("lrn", true, "lrn.n", 31))).isEmpty();
  }

  @Test
  void sizesOfUnknownDataSetsAreLeftToTheirFiles() {
    assertThat(
            catalog.conflicts(
                TrainingFixtures.settings("dataset", "/some/folder", "train_size", 200_000)))
        .isEmpty();
  }

  @Test
  void manyProblemsAreToldAtOnce() {
    assertThat(
            catalog.conflicts(
                TrainingFixtures.settings("train_size", 1, "fc.units", 1, "conv1.filters", 1)))
        .hasSize(3);
  }
}
