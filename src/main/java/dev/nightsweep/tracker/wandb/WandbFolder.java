package dev.nightsweep.tracker.wandb;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The runs that W&B's library keeps in a folder: {@code wandb}, in it one for each run, in it the
 * run's {@code .wandb} file. Links, such as {@code latest-run}, are not followed.
 */
public final class WandbFolder {
  static final int MAX_RUNS = 100_000;

  private static final String ENDING = ".wandb";

  /** A project, {@code wandb}, a run. */
  private static final int LEVELS = 2;

  private final Map<String, List<TrackedFact>> runs = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();

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
    WandbFolder folder = new WandbFolder();
    List<Path> files = new ArrayList<>();
    collect(path, LEVELS, files);
    if (files.isEmpty()) {
      throw new UnreadableRunException(
          path, "there is no run of W&B in it: a run is a folder with a file that ends in .wandb");
    }
    files.forEach(folder::add);
    if (folder.runs.isEmpty()) {
      throw new UnreadableRunException(
          path, "none of its runs can be read. The first: " + folder.remarks.get(0));
    }
    return new FoundRuns(
        folder.runs.entrySet().stream()
            .map(run -> new TrackedRun(run.getKey(), List.copyOf(run.getValue())))
            .toList(),
        folder.remarks);
  }

  private void add(Path file) {
    try {
      TrackedRun run = tracked(file);
      List<TrackedFact> before = runs.putIfAbsent(run.id(), new ArrayList<>(run.facts()));
      if (before != null) {
        resume(run, before);
      }
    } catch (IOException e) {
      remarks.add("Left out: " + e.getMessage() + ".");
    }
  }

  /** W&B gives a run that goes on a folder of its own, and the same id. */
  private void resume(TrackedRun run, List<TrackedFact> before) {
    long last = before.stream().mapToLong(WandbFolder::step).max().orElse(-1);
    boolean goesOn =
        run.facts().stream()
                .mapToLong(WandbFolder::step)
                .filter(step -> step >= 0)
                .min()
                .orElse(last + 1)
            > last;
    if (goesOn) {
      before.addAll(run.facts());
      remarks.add("The run “%s” is in two folders: it was resumed.".formatted(run.id()));
    } else {
      remarks.add(
          "Two folders have runs with the id “%s” that log the same steps. The one that was begun first was taken, the other left out."
              .formatted(run.id()));
    }
  }

  private static long step(TrackedFact fact) {
    return fact instanceof TrackedFact.Point point ? point.step() : -1;
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
      if (files.size() > MAX_RUNS) {
        throw new UnreadableRunException(folder, "there are more than %d runs".formatted(MAX_RUNS));
      }
    }
  }
}
