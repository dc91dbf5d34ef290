package dev.nightsweep.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which encoding this product and its workers read arguments and file names. */
class NativeEncodingTest {
  @TempDir private Path folder;

  @Test
  void whereJavaTakesAsciiWorkersAreToTakeUtf8() {
    assertThat(NativeEncoding.variables("ANSI_X3.4-1968")).containsEntry("LC_ALL", "C.UTF-8");
    assertThat(NativeEncoding.variables("UTF-8")).isEmpty();
    assertThat(NativeEncoding.variables("ISO-8859-1")).isEmpty();
  }

  @DisabledOnOs(OS.WINDOWS)
  @ParameterizedTest
  @CsvSource({
    "unset LANG LC_ALL LC_CTYPE, C.UTF-8",
    "unset LC_ALL LC_CTYPE; LANG=C, C.UTF-8",
    "LANG=C.UTF-8; LC_ALL=POSIX, C.UTF-8",
    "unset LC_ALL; LC_CTYPE=xx_YY.utf8, C.UTF-8",
    "LC_ALL=; LC_CTYPE=; LANG=C.UTF-8, C.UTF-8",
    "LC_ALL=de_DE.ISO-8859-1, de_DE.ISO-8859-1",
  })
  void theLauncherStartsJavaInALocaleOfUtf8UnlessThatIsAnother(String locale, String told)
      throws Exception {
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"${LC_ALL:-${LC_CTYPE:-$LANG}}\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    String script = "%s; JAVA_HOME=%s; export JAVA_HOME; sh src/main/dist/bin/nightsweep list";
    assertThat(said("export LC_ALL LC_CTYPE LANG; " + script.formatted(locale, folder)))
        .isEqualTo(told + "\n");
  }

  private static String said(String script) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", script)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said;
  }
}
