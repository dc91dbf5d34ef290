package dev.nightsweep.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.OpenCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command begins with is missed before its first run fails, a night later perhaps. */
class StartedFileTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bash;-c;python no/train.py ${args} && echo done | no/train.py",
        "bash;-lc;A=1 exec ${interpreter} \"no/train.py\" ${args} | no/train.py",
        "sh;-c;sh run.sh ${args} > log | run.sh",
        "bash;-c;/usr/bin/env python3.11 pkg/no.py | pkg/no.py",
        "python;-m;pkg.no;${args} | pkg/no.py",
        "bash;-c;python -m pkg.sub.no ${args} | pkg/sub/no.py",
        "bash;-c;cd src && python train.py ${args} | ",
        "bash;-c;git pull --quiet && python train.py ${args} | ",
        "bash;-c;python $HOME/train.py ${args} | ",
        "bash;-c;python pkg/there.py ${args} | ",
        "bash;-c;torchrun train.py ${args} | ",
        "python;-m;pkg.there;${args} | ",
        "python;-m;installed.module;${args} | ",
        "python;-m;torch;${args} | ",
        "python;no.py;${args} | ",
      })
  void itIsMissedWhereTheCommandCanOnlyFail(String command, String missing) throws IOException {
    Files.createFile(Files.createDirectories(folder.resolve("pkg")).resolve("there.py"));
    Files.createFile(folder.resolve("pkg/__init__.py"));
    Optional<String> found =
        new StartedFile(folder).missing(new CommandLine(List.of(command.split(";"))));
    assertThat(found).isEqualTo(Optional.ofNullable(missing).filter(file -> !file.isEmpty()));
  }

  @Test
  void aSpecIsRefusedForIt() {
    String spec =
        "method: grid\ncommand: [bash, -c, 'python no/train.py ${args}']\nparameters: {a: {values: [1, 2]}}";
    assertThatThrownBy(
            () -> SpecReader.read("s.yaml", spec, program -> Optional.of(new OpenCatalog(program))))
        .hasMessageContaining("s.yaml:2:1: there is no program 'no/train.py'")
        .hasMessageContaining("start it in the folder");
  }
}
