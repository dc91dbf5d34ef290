package dev.nightsweep.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsFolderTest {
  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../x", "a/../../x", "/x", "..\\x", "C:x", ".x", "a\nb"})
  void whatIsNoIdIsNeverAPath(String id) {
    ResultsFolder results = new ResultsFolder(root);
    assertThatThrownBy(() -> results.sweep(id)).isInstanceOf(UserErrorException.class);
    assertThatThrownBy(() -> results.run("s", id)).isInstanceOf(UserErrorException.class);
    assertThatThrownBy(() -> results.deleted(id)).isInstanceOf(UserErrorException.class);
    assertThatThrownBy(() -> results.journal(JournalName.ofRun("s", id)))
        .isInstanceOf(UserErrorException.class);
    assertThatThrownBy(() -> results.comparison(List.of("s", id)))
        .isInstanceOf(UserErrorException.class);
  }

  @Test
  void foldersThatAreNoSweepsAreNone() throws IOException {
    ResultsFolder results = new ResultsFolder(root);
    for (String name : List.of("a-1", ".import-1", ".deleted-b-2", ".deleted-", "a copy")) {
      Files.createDirectories(root.resolve(name));
      Files.createFile(root.resolve(name).resolve("sweep.jsonl"));
    }
    assertThat(results.sweepIds()).containsExactly("a copy", "a-1");
    assertThat(results.deletedSweepIds()).containsExactly("b-2");
  }
}
