package dev.nightsweep.cli;

import dev.nightsweep.cli.console.Console;
import dev.nightsweep.engine.Launch;
import dev.nightsweep.engine.local.TrialStart;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.machine.TrainerRegistry;
import dev.nightsweep.machine.WorkerLauncher;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.alexnet.AlexNetCatalog;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Goes through the common commands on a small simulated sweep, and has a worker begin to train a
 * small net, while the Java VMs write down the classes they load: with these archives a command or
 * a worker is up in a fraction of the time. The build starts it; nothing else does.
 */
public final class Rehearsal {
  /** Where in the distribution the archives lie. */
  private static final String ARCHIVES = "cds";

  private static final String OF_WORKERS = "worker.jsa";

  private static final String SPEC =
      """
      program: simulated
      name: rehearsal
      method: grid
      parameters: {lrn: {values: [false, true]}, epochs: {value: 2}}
      ablation: {seeds: 3}
      """;

  private final Path folder;

  private Rehearsal(Path folder) {
    this.folder = folder;
  }

  /**
   * Rehearses; the VM that this runs in archives what it loads when it ends.
   *
   * @param arguments the distribution's folder
   */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    Path archive = Path.of(arguments[0], ARCHIVES, OF_WORKERS);
    Files.createDirectories(archive.getParent());
    Files.deleteIfExists(archive);
    Path scratch = Files.createTempDirectory("nightsweep-rehearsal");
    try {
      Rehearsal rehearsal = new Rehearsal(scratch);
      rehearsal.goThroughCommands();
      if (!TrialStart.run(rehearsal.worker(archive), rehearsal.run())) {
        System.err.println("No worker came up here: workers will start without an archive.");
      }
    } finally {
      ResultsFolder.remove(scratch);
    }
    System.exit(ExitCode.DONE); // whatever happened, the distribution works without archives
  }

  /** The archive of the classes that workers load, if this is a distribution that has one. */
  public static Optional<Path> workersArchive() {
    return Optional.ofNullable(System.getProperty("nightsweep.home"))
        .map(home -> Path.of(home, ARCHIVES, OF_WORKERS))
        .filter(Files::exists);
  }

  private void goThroughCommands() throws IOException {
    Path spec = Files.writeString(folder.resolve("rehearsal.yaml"), SPEC);
    execute("run", spec.toString(), "--workers", "1");
    execute("plan", spec.toString());
    execute("list");
    execute("show", "rehearsal");
    execute("show", runId());
    execute("status");
    execute("query", "SELECT * FROM runs");
    execute("parameters");
  }

  private void execute(String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    if (!command[0].equals("parameters")) {
      arguments.addAll(List.of("--results", folder.resolve("results").toString()));
    }
    PrintStream nobody =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    NightsweepCommand.execute(arguments, new Console(nobody, nobody, 0), Optional.empty());
  }

  private String runId() throws IOException {
    ResultsFolder results = new ResultsFolder(folder.resolve("results"));
    return results.runIds(results.sweepIds().get(0)).get(0);
  }

  private Launch worker(Path archive) {
    Launch launch = WorkerLauncher.here(1).launch(folder);
    List<String> options = new ArrayList<>(launch.options());
    options.add("-XX:ArchiveClassesAtExit=" + archive);
    return new Launch(
        launch.javaHome(),
        launch.classPath(),
        launch.mainClass(),
        options,
        launch.environment(),
        launch.folder());
  }

  /** A net as small as can be, LRN and all. */
  private Assignment run() {
    Settings small =
        Settings.NONE
            .with("lrn", Setting.of(true))
            .with("width", Setting.of(0.02))
            .with("train_size", Setting.of(64))
            .with("validation_size", Setting.of(100))
            .with("batch_size", Setting.of(32))
            .with("epochs", Setting.of(2));
    return new Assignment(
        "rehearsal",
        "run",
        1,
        TrainerRegistry.ALEXNET,
        new AlexNetCatalog().resolve(small),
        1,
        "",
        Assignment.Checkpoints.LAST,
        folder.resolve("net").toString(),
        Environment.of(Map.of()));
  }
}
