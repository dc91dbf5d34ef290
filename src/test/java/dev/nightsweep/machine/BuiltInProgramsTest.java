package dev.nightsweep.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.UserErrorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the parent process knows of the programs of our own. */
class BuiltInProgramsTest {
  private final WorkerLauncher launcher = WorkerLauncher.here(1);

  @ParameterizedTest
  @EnumSource
  void everyProgramHasACatalogOfItsName(BuiltInProgram program) {
    assertThat(ProgramCatalogs.catalog(program.text()).orElseThrow().program())
        .isEqualTo(program.text());
    assertThat(launcher.program(program.ref()).catalog().program()).isEqualTo(program.text());
  }

  @Test
  void anUnknownProgramIsRefusedAndNotSimulated() {
    ProgramRef later = ProgramRef.parse("resnet");
    assertThatThrownBy(() -> launcher.program(later))
        .isInstanceOf(UserErrorException.class)
        .hasMessage("There is no program resnet. Maybe one of alexnet, simulated.");
  }
}
