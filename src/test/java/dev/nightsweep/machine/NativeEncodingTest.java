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
  private static final String UTF_8 = "-Dfile.encoding=UTF-8 -Dsun.jnu.encoding=UTF-8";

  @TempDir private Path folder;

  @Test
  void asciiIsReadAsUtf8AndOthersAsTheyAre() {
    assertThat(NativeEncoding.options("ANSI_X3.4-1968")).containsExactly(UTF_8.split(" ", -1));
    assertThat(NativeEncoding.options("UTF-8")).containsExactly(UTF_8.split(" ", -1));
    assertThat(NativeEncoding.options("ISO-8859-1")).isEmpty();
  }

  @DisabledOnOs(OS.WINDOWS)
  @ParameterizedTest
  @CsvSource({
    "unset LANG LC_ALL LC_CTYPE,true",
    "unset LC_ALL LC_CTYPE; LANG=C,true",
    "LC_ALL=POSIX,true",
    "unset LC_ALL; LC_CTYPE=en_US.utf8,true",
    "LC_ALL=; LC_CTYPE=; LANG=C.UTF-8,true",
    "LC_ALL=de_DE.ISO-8859-1,false",
  })
  void theLauncherTellsJava(String locale, boolean utf8) throws Exception {
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    String said =
        said(
            "%s; export LC_ALL LC_CTYPE LANG; JAVA_HOME=%s; export JAVA_HOME; sh src/main/dist/bin/nightsweep list"
                .formatted(locale, folder));
    assertThat(said).endsWith("NightsweepCommand list\n");
    assertThat(said.contains(" " + UTF_8 + " ")).isEqualTo(utf8);
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
