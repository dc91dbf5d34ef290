package dev.nightsweep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user whom the machine does not know has {@code ?} for a home in Java. */
class HomeFolderTest {
  @TempDir private Path home;

  private static Path provided(String known, Map<String, String> variables) {
    Properties properties = new Properties();
    properties.setProperty("user.home", known);
    HomeFolder.provide(properties, variables);
    return Path.of(properties.getProperty("user.home"));
  }

  @Test
  void aKnownHomeStays() {
    assertThat(provided(home.toString(), Map.of("HOME", "/"))).isEqualTo(home);
  }

  @Test
  void thatOfTheVariableIsTakenInPlaceOfAnUnknownOne() {
    assertThat(provided("?", Map.of("HOME", home.toString()))).isEqualTo(home);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?", ".", "relative/home", "/nonexistent/home"})
  void elseAFolderOfThisProcessAlone(String unusable) throws Exception {
    Path folder = provided(unusable, Map.of("HOME", unusable));
    assertThat(folder).isAbsolute().isEmptyDirectory();
    assertThat(Files.getPosixFilePermissions(folder)).hasSize(3);
    Files.delete(folder);
  }

  @Test
  void workersHaveTheSame() {
    assertThat(WorkerLauncher.here(1).launch(home).options())
        .contains("-Duser.home=" + System.getProperty("user.home"));
  }
}
