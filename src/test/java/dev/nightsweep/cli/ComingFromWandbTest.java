package dev.nightsweep.cli;

import dev.nightsweep.tracker.wandb.FakeWandbScript;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page for users of W&B, in a folder with the files that it shows. */
@DisabledOnOs(OS.WINDOWS)
class ComingFromWandbTest {
  @TempDir private Path folder;

  @Test
  void everyCommandWorksWithAScriptThatWritesWhatTheLibraryWrites()
      throws IOException, InterruptedException, URISyntaxException {
    Path classes =
        Path.of(FakeWandbScript.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Files.writeString(
        bin.resolve("python"),
        "#!/bin/sh\nshift\nexec '%s' -cp '%s' %s \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                classes,
                FakeWandbScript.class.getName()));
    Files.setPosixFilePermissions(
        bin.resolve("python"), PosixFilePermissions.fromString("rwxr-xr-x"));
    new WandbPage(folder, bin).everyCommandWorks();
  }
}
