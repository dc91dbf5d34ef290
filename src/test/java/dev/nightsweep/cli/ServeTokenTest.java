package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ServeTokenTest {
  private static final String TOKEN = "a-token_of_mine-0123";

  @TempDir private Path folder;

  @Test
  void aTokenNeverStandsOnACommandLine() {
    Cli.Result said = Cli.plain(List.of("serve", "--token", TOKEN));
    assertThat(said.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(said.err()).contains("Unknown option");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void itComesFromAFileThatNobodyElseReadsOrFromAVariable() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(ServeToken.of(Optional.of(file), "another-token-of-mine"))
        .isEqualTo(new ServeToken(TOKEN, true));
    assertThat(ServeToken.of(Optional.empty(), TOKEN)).isEqualTo(new ServeToken(TOKEN, true));
    assertThat(ServeToken.of(Optional.empty(), null).isChosen()).isFalse();

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> ServeToken.of(Optional.of(file), null))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("chmod 600");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw--w----"));
    assertThatThrownBy(() -> ServeToken.of(Optional.of(file), null))
        .hasMessageContaining("chmod 600");
  }

  @Test
  void whatIsNoTokenIsRefused() {
    for (String text : List.of("", "short", "with spaces in it, many", "x".repeat(201))) {
      assertThatThrownBy(() -> ServeToken.of(Optional.empty(), text))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("16 to 200");
    }
    assertThatThrownBy(() -> ServeToken.of(Optional.of(folder), null))
        .isInstanceOf(UserErrorException.class);
  }
}
