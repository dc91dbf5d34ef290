package dev.nightsweep.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final String LEFT_BY_THE_DEAD = ".draft-4194304999-x.tmp";

  @TempDir private Path folder;

  @Test
  void replacesWhatWasThereAndLeavesNothingElse() throws IOException {
    Path file = folder.resolve("a/b/page.html");
    AtomicFile.write(file, "old");
    AtomicFile.write(file, "nëw");
    assertThat(file).hasContent("nëw");
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void keepsASecretFromOthers() throws IOException {
    Path file = folder.resolve(".owner.json");
    AtomicFile.writeSecret(file, "{}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void copiesAFile() throws IOException {
    Path from = Files.write(folder.resolve("from"), new byte[] {1, 0, -1});
    AtomicFile.copy(from, folder.resolve("to"));
    assertThat(folder.resolve("to")).hasBinaryContent(new byte[] {1, 0, -1});
  }

  @Test
  void leavesTheOldFileAndNoDraftWhenItFails() throws IOException {
    Path file = Files.writeString(folder.resolve("kept"), "old");
    assertThatThrownBy(() -> AtomicFile.copy(folder.resolve("missing"), file))
        .isInstanceOf(IOException.class);
    assertThat(file).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void clearsDraftsOfTheDeadAndNotOfTheLiving() throws IOException {
    String ofTheLiving = ".draft-" + ProcessHandle.current().pid() + "-y.tmp";
    Files.writeString(folder.resolve(LEFT_BY_THE_DEAD), "half");
    Files.writeString(folder.resolve(ofTheLiving), "half");
    AtomicFile.write(folder.resolve("page.html"), "whole");
    assertThat(folder.resolve(LEFT_BY_THE_DEAD)).doesNotExist();
    assertThat(folder.resolve(ofTheLiving)).exists();
  }
}
