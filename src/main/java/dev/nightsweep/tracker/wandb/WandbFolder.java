package dev.nightsweep.tracker.wandb;

import dev.nightsweep.tracker.FolderRuns;
import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.TrackerLimits;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The runs that W&B's library keeps in a folder: {@code wandb}, in it one for each run, in it the
 * run's {@code .wandb} file. Links, such as {@code latest-run}, are not followed.
 */
public final class WandbFolder {
  private static final String ENDING = ".wandb";

  /** A project, {@code wandb}, a run. */
  private static final int LEVELS = 2;

  private WandbFolder() {}

  /**
   * All runs in it, in the order of their folders' names, which begin with the time. One that is
   * damaged is left out.
   *
   * @param path a {@code .wandb} file, or a run's folder, or one with several of these
   */
  public static FoundRuns read(Path path) throws IOException {
    if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return new FoundRuns(List.of(tracked(path)), List.of());
    }
    List<Path> files = new ArrayList<>();
    collect(path, LEVELS, files);
    FolderRuns runs = new FolderRuns(path);
    for (Path file : files) {
      runs.add(() -> List.of(tracked(file)));
    }
    FoundRuns found =
        runs.found(
            "there is no run of W&B in it: a run is a folder with a file that ends in .wandb");
    return ResumedRuns.of(found);
  }

  private static TrackedRun tracked(Path file) throws IOException {
    List<TrackedFact> facts = new ArrayList<>();
    try (WandbRun run = WandbRun.open(file, TrackerLimits.MAX_FILE_BYTES)) {
      for (List<TrackedFact> some = run.read(); !some.isEmpty(); some = run.read()) {
        facts.addAll(some);
        TrackerLimits.requireFacts(file, facts.size());
      }
    }
    if (facts.isEmpty()) {
      throw new UnreadableRunException(file, "there is no run in it");
    }
    return new TrackedRun(id(file, facts), List.copyOf(facts));
  }

  private static String id(Path file, List<TrackedFact> facts) {
    for (TrackedFact fact : facts) {
      if (fact instanceof TrackedFact.Label label
          && label.key().equals("run_id")
          && !label.value().isEmpty()) {
        return label.value();
      }
    }
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ENDING.length());
  }

  private static void collect(Path folder, int levels, List<Path> files) throws IOException {
    List<Path> inner = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(inner::add);
    }
    inner.sort(null);
    for (Path each : inner) {
      if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS) && levels > 0) {
        collect(each, levels - 1, files);
      } else if (each.getFileName().toString().endsWith(ENDING)
          && Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
        files.add(each);
      }
    }
  }
}
