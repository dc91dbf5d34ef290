package dev.nightsweep.train.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.nets.NetFileCatalog;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedCatalogTest {
  private static final NetFileCatalog ALEXNET = NetFiles.shipped("alexnet");
  private static final SimulatedCatalog CATALOG = new SimulatedCatalog(ALEXNET);

  @Test
  void hasAlexNetsParametersAndFourMore() {
    int alexNets = ALEXNET.parameters().size();
    assertThat(CATALOG.parameters().subList(0, alexNets)).isEqualTo(ALEXNET.parameters());
    assertThat(CATALOG.parameters().subList(alexNets, alexNets + 4))
        .isEqualTo(CATALOG.parameters().stream().skip(alexNets).toList())
        .extracting(Parameter::name)
        .containsExactly(
            "simulate.seconds_per_epoch",
            "simulate.failure_rate",
            "simulate.crash_rate",
            "simulate.nan_rate");
  }

  @Test
  void theKnobsAreOffUnlessGivenAndThePresetStillDecides() {
    Settings defaults = CATALOG.resolve(Settings.NONE);
    assertThat(SimulatorSettings.of(defaults)).isEqualTo(new SimulatorSettings(0, 0, 0, 0));
    assertThat(SimulatorSettings.leaveOut(defaults)).isEqualTo(ALEXNET.resolve(Settings.NONE));
    Settings given =
        CATALOG.resolve(
            Settings.NONE
                .with("simulate.nan_rate", Setting.of(0.25))
                .with("preset", Setting.of("krizhevsky2012")));
    assertThat(SimulatorSettings.of(given)).isEqualTo(new SimulatorSettings(0, 0, 0, 0.25));
    assertThat(given.flag("lrn")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"failure_rate", "crash_rate", "nan_rate"})
  void aRateIsAProbability(String name) {
    Parameter rate = CATALOG.find("simulate." + name).orElseThrow();
    assertThat(List.of(0.0, 0.5, 1.0)).allMatch(p -> rate.domain().accept(real(p)).isPresent());
    assertThat(List.of(-0.1, 1.1)).allMatch(p -> rate.domain().accept(real(p)).isEmpty());
  }

  @Test
  void whatDoesNotFitAlexNetDoesNotFitItsSimulation() {
    Settings odd = CATALOG.resolve(Settings.NONE.with("train_size", Setting.of(10L)));
    assertThat(CATALOG.conflicts(odd)).isNotEmpty().isEqualTo(ALEXNET.conflicts(odd));
  }

  @Test
  void planningReadsNoDataSet() {
    Settings nowhere =
        CATALOG.resolve(Settings.NONE.with("dataset", Setting.of("/no/such/folder")));
    SimulatedProgram program = new SimulatedProgram(ALEXNET);
    assertThat(program.catalog().program()).isEqualTo("simulated");
    assertThat(program.identityInputs(nowhere)).containsOnlyKeys("simulator_revision");
  }

  private static Setting real(double number) {
    return Setting.of(number);
  }
}
