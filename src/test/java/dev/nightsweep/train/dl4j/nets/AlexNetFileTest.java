package dev.nightsweep.train.dl4j.nets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.alexnet.AlexNetDefinition;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shipped file is AlexNet as it was declared in code: identities and runs stay as they are. */
class AlexNetFileTest {
  private static final int DRAWN = 600;
  private static final AlexNetDefinition CODE = new AlexNetDefinition();
  private static final NetFileDefinition FILE =
      new NetFileDefinition(NetFiles.shipped("alexnet"), AlexNetDefinition.TRAINER_REVISION);

  @Test
  void itDeclaresTheSameParameters() {
    assertThat(FILE.catalog().parameters()).isEqualTo(CODE.catalog().parameters());
    assertThat(FILE.catalog().roles()).isEqualTo(CODE.catalog().roles());
    assertThat(FILE.catalog().metrics()).isEqualTo(CODE.catalog().metrics());
    assertThat(FILE.name()).isEqualTo(CODE.name());
    assertThat(FILE.input()).isEqualTo(CODE.input());
    assertThat(FILE.revision()).isEqualTo(CODE.revision());
    assertThat(FILE.parametersWithoutCost()).isEqualTo(CODE.parametersWithoutCost());
  }

  @Test
  void drawnSettingsResolveToTheSame() {
    assertThat(drawn())
        .allSatisfy(
            given ->
                assertThat(FILE.catalog().resolve(given)).isEqualTo(CODE.catalog().resolve(given)));
  }

  @Test
  void drawnSettingsConflictAlike() {
    assertThat(drawn().map(CODE.catalog()::resolve))
        .allSatisfy(
            settings ->
                assertThat(FILE.catalog().conflicts(settings).isEmpty())
                    .isEqualTo(CODE.catalog().conflicts(settings).isEmpty()))
        .anyMatch(settings -> !CODE.catalog().conflicts(settings).isEmpty());
  }

  @Test
  void drawnSettingsMakeTheSameLayers() {
    List<Settings> possible = possible();

    assertThat(possible).hasSizeGreaterThan(DRAWN / 4);
    for (Settings settings : possible) {
      for (DataShape data : List.of(CODE.input(), new DataShape(3, 22, 25, 100))) {
        assertThat(FILE.plan(settings, data)).isEqualTo(CODE.plan(settings, data));
      }
    }
  }

  @Test
  void drawnSettingsDepartAlikeFromThePaper() {
    assertThat(possible())
        .allSatisfy(s -> assertThat(FILE.differences(s)).isEqualTo(CODE.differences(s)));
    Settings papers =
        CODE.catalog()
            .resolve(
                Settings.of(
                    Map.of(
                        "preset", Setting.of("krizhevsky2012"),
                        "width", Setting.of(1.0),
                        "init", Setting.of("paper"))));
    assertThat(FILE.differences(papers)).isEqualTo(CODE.differences(papers));
  }

  private static List<Settings> possible() {
    return drawn()
        .map(CODE.catalog()::resolve)
        .filter(settings -> CODE.catalog().conflicts(settings).isEmpty())
        .toList();
  }

  private static Stream<Settings> drawn() {
    return DrawnSettings.of(CODE.catalog().parameters()).limit(DRAWN);
  }
}
