package dev.nightsweep.train.command;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.tracker.RunFiles;
import dev.nightsweep.tracker.TrackerLimits;
import dev.nightsweep.tracker.wandb.WandbRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * W&B's library without an account or a network, and the parameters as W&B's agent hands them over:
 * in a file that {@code wandb.init} makes {@code wandb.config} of.
 */
final class WandbTracking implements Tracking {
  private final Assignment run;
  private final Path folder;
  private final UnaryOperator<String> environment;
  private Set<Path> earlier = Set.of();

  /**
   * @param environment the value of a variable, null if it is not set
   */
  WandbTracking(Assignment run, UnaryOperator<String> environment) {
    this.run = run;
    this.folder = Path.of(run.folder()).toAbsolutePath();
    this.environment = environment;
  }

  @Override
  public Map<String, String> prepare() throws IOException {
    earlier = Set.copyOf(found());
    Path parameters =
        runs().resolve("sweep-" + id(run.sweepId())).resolve("config-" + id(run.runId()) + ".yaml");
    Files.createDirectories(parameters.getParent());
    Files.writeString(parameters, WandbConfig.text(ParametersJson.of(run)), StandardCharsets.UTF_8);
    Map<String, String> variables = new TreeMap<>();
    variables.put("WANDB_MODE", "offline");
    variables.put("WANDB_DIR", folder.toString());
    variables.put("WANDB_RUN_ID", id(run.runId()));
    variables.put("WANDB_SWEEP_ID", id(run.sweepId()));
    variables.put("WANDB_SWEEP_PARAM_PATH", parameters.toString());
    unlessSet("WANDB_CONSOLE", "off", variables); // the run's log has it
    unlessSet("WANDB__TRANSACTION_LOG_FLUSH_INTERVAL", "1", variables); // W&B: 15 seconds
    return variables;
  }

  private void unlessSet(String name, String value, Map<String, String> variables) {
    if (environment.apply(name) == null) {
      variables.put(name, value);
    }
  }

  private Path runs() {
    return folder.resolve("wandb");
  }

  /** What W&B takes as an id, and as a part of a file's name. */
  private static String id(String text) {
    return text.replaceAll("[^A-Za-z0-9_-]", "-");
  }

  /** Those of this attempt in the order of their start, which their folders' names begin with. */
  private List<Path> found() throws IOException {
    if (!Files.isDirectory(runs(), LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        runs(),
        Set.of(),
        2,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
            if (is.isRegularFile()
                && file.getFileName().toString().endsWith(".wandb")
                && !earlier.contains(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          /** It is gone, or nobody's to read: the library moves and removes folders. */
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException why) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException why) {
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(found);
    return found;
  }

  @Override
  public Optional<RunFiles> find() throws IOException {
    List<Path> found = found();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(WandbRun.open(found.get(0), TrackerLimits.MAX_OWN_FILE_BYTES));
  }

  /** All that is logged at one step is one row. */
  @Override
  public boolean countsEachMetric() {
    return false;
  }

  @Override
  public String text() {
    return "the W&B run";
  }

  @Override
  public Optional<String> complaint() throws IOException {
    int runs = found().size();
    if (runs == 0) {
      return Optional.of(
          "the program has begun no W&B run in %s: does it call wandb.init, without dir= and mode=?"
              .formatted(runs()));
    }
    return runs == 1
        ? Optional.empty()
        : Optional.of("the program has begun %d W&B runs; the first one counts".formatted(runs));
  }
}
