package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.tracker.wandb.FakeWandbScript;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
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
    everyCommandWorks(bin);
  }

  /** {@code make test-interop}. */
  @Test
  @EnabledIfSystemProperty(named = "nightsweep.interop.wandb", matches = ".+")
  void everyCommandWorksWithTheLibrary() throws IOException, InterruptedException {
    everyCommandWorks(Path.of(System.getProperty("nightsweep.interop.wandb")).toAbsolutePath());
  }

  private void everyCommandWorks(Path bin) throws IOException, InterruptedException {
    Markdown page = Markdown.read(Path.of("src/docs/coming-from-wandb.md"));
    Files.writeString(folder.resolve("train.py"), page.blocks("python").get(0));
    Path spec = Files.writeString(folder.resolve("sweep.yaml"), page.blocks("yaml").get(0));
    Cli cli = new Cli(folder);
    List<String> commands = page.blocks("sh").get(0).lines().toList();
    Cli.Result plan = cli.elsewhere(bin, words(commands.get(0), "--no-calibrate"));
    assertThat(plan.exitCode()).as(plan.err()).isZero();
    assertThat(plan.out()).contains("--seed=${seed}", "10");

    Cli.Result run = cli.elsewhere(bin, words(commands.get(1), "--workers", "1"));
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("lr=0.2 is", "better than lr=0.1 in val");
    assertThat(cli.elsewhere(bin, words(commands.get(2))).out()).contains("5 paired seeds");
    assertThat(
            cli.run(
                    "query",
                    "SELECT COUNT(*) FROM metrics WHERE name = 'val_acc'",
                    "--format",
                    "csv")
                .out())
        .contains("30");

    Files.writeString(spec, page.blocks("yaml").get(0) + page.blocks("yaml").get(1));
    Cli.Result edited = cli.elsewhere(bin, words("nightsweep run sweep.yaml"));
    assertThat(edited.exitCode()).as(edited.err()).isZero();
    assertThat(edited.out()).as("the same sweep").contains("lr=0.2 is");
    assertThat(cli.run("list").out()).containsOnlyOnce("sweep-");
  }

  private static String[] words(String command, String... more) {
    return (command.replaceFirst("nightsweep ", "") + " " + String.join(" ", more))
        .strip()
        .split(" ");
  }
}
