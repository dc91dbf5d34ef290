package dev.nightsweep.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.UserErrorException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class ScratchFolderTest {
  private static final Path PARENT = Path.of(System.getProperty("java.io.tmpdir"));

  @Test
  void itIsForThisUserAloneAndGoesWhenItIsClosed() throws IOException {
    Path path;
    try (ScratchFolder scratch = ScratchFolder.make()) {
      path = scratch.path();
      assertThat(path).isEmptyDirectory();
      Files.writeString(path.resolve("x"), "x");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rwx------");
    }
    assertThat(path.getParent()).doesNotExist();
  }

  @Test
  void severalOfOneProcessLiveBesideEachOther() {
    try (ScratchFolder one = ScratchFolder.make();
        ScratchFolder other = ScratchFolder.make()) {
      assertThat(one.path()).exists().isNotEqualTo(other.path());
    }
  }

  /** Otherwise people would look for what is wrong with their results. */
  @Test
  void aFailureForWantOfRoomIsToldAsThat() {
    try (ScratchFolder scratch = ScratchFolder.make()) {
      IllegalStateException failure = new IllegalStateException("x");
      assertThat(scratch.explained(failure, 0)).isSameAs(failure);
      assertThat(scratch.explained(failure, Long.MAX_VALUE >> 1))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("temporary files (%s) is full".formatted(PARENT))
          .hasMessageContaining("java.io.tmpdir");
    }
  }

  @Test
  void whatAKilledProcessLeftGoesWithTheNext() throws IOException {
    Path left = Files.createTempDirectory(PARENT, "nightsweep-scratch-1-");
    Files.createFile(left.resolve("lock"));
    Files.writeString(Files.createDirectory(left.resolve("deep")).resolve("x"), "x");
    ScratchFolder.make().close();
    assertThat(left).doesNotExist();
  }

  /** Whoever made a folder like ours for us to clean finds that links are not followed. */
  @Test
  void whatALinkLeadsToStays() throws IOException {
    Path elsewhere = Files.createTempDirectory(PARENT, "elsewhere-");
    Path precious = Files.writeString(elsewhere.resolve("lock"), "x");
    Path link =
        Files.createSymbolicLink(
            PARENT.resolve("nightsweep-scratch-1-link" + System.nanoTime()), elsewhere);
    try {
      ScratchFolder.make().close();
      assertThat(precious).exists();
    } finally {
      Files.delete(link);
      Files.delete(precious);
      Files.delete(elsewhere);
    }
  }

  @Test
  void aFolderWhoseProcessLivesStays() throws Exception {
    Path alive = Files.createTempDirectory(PARENT, "nightsweep-scratch-1-");
    Path lock = Files.createFile(alive.resolve("lock"));
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                lock.toString())
            .start();
    try {
      assertThat(holder.getInputStream().read()).isEqualTo('h');
      ScratchFolder.make().close();
      assertThat(lock).exists();
    } finally {
      holder.destroyForcibly().waitFor();
    }
    ScratchFolder.make().close();
    assertThat(alive).doesNotExist();
  }

  /** Holds a lock until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      try (FileChannel channel =
          FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
        channel.lock();
        System.out.print("h");
        System.out.flush();
        Thread.sleep(Long.MAX_VALUE);
      }
    }
  }

  @Test
  void aProcessIsKnownByItsStart() {
    ProcessIdentity self = ProcessIdentity.ofThisProcess();
    assertThat(self.living()).contains(ProcessHandle.current());
    assertThat(new ProcessIdentity(self.pid(), self.start() + "0").living()).isEmpty();
    assertThat(List.of(self)).contains(ProcessIdentity.of(ProcessHandle.current()));
  }
}
