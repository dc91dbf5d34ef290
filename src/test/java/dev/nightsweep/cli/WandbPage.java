package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The page for users of W&B, and a folder with the files that it shows.
 *
 * @param bin where the Python is
 */
record WandbPage(Path folder, Path bin) {

  void everyCommandWorks() throws IOException, InterruptedException {
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

    Cli.Result again = cli.elsewhere(bin, words("nightsweep run sweep.yaml"));
    assertThat(again.exitCode()).as("what was given is kept: " + again.err()).isZero();
    assertThat(cli.run("verify", "sweep").exitCode()).isZero();

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
