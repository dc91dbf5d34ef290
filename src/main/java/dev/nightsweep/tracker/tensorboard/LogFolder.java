package dev.nightsweep.tracker.tensorboard;

import dev.nightsweep.tracker.FolderRuns;
import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.NamedPairs;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A folder of logs with a run in each folder of it. A run's parameters are those of the plugin for
 * hyperparameters; what that does not tell, the folders' names may, as {@code lr=0.1,seed=3}.
 */
public final class LogFolder {
  private final Path root;
  private int named;

  private LogFolder(Path root) {
    this.root = root;
  }

  /**
   * All runs in it, by their folders' names. A folder with a damaged file is left out.
   *
   * @param path a folder, or one event file
   */
  public static FoundRuns read(Path path) throws IOException {
    boolean isFolder = Files.isDirectory(path);
    List<Path> files = isFolder ? new EventFolder(path).all() : List.of(path);
    return new LogFolder(isFolder ? path : path.getParent()).runs(files);
  }

  private FoundRuns runs(List<Path> files) throws IOException {
    Map<Path, List<Path>> byFolder = new LinkedHashMap<>();
    files.forEach(it -> byFolder.computeIfAbsent(it.getParent(), in -> new ArrayList<>()).add(it));
    FolderRuns runs = new FolderRuns(root);
    List<LoggedFolder> folders = new ArrayList<>();
    List<Path> ordered = new ArrayList<>(byFolder.keySet());
    ordered.sort(Comparator.comparingInt(Path::getNameCount).thenComparing(it -> it));
    for (Path folder : ordered) {
      runs.add(
          () -> {
            folders.add(LoggedFolder.read(folder, byFolder.get(folder)));
            return List.of();
          });
    }
    LogTree tree = new LogTree(root, folders);
    for (Map.Entry<Path, List<LoggedFolder>> run : tree.runs().entrySet()) {
      runs.add(() -> List.of(run(run.getKey(), run.getValue())));
    }
    remark(runs, tree);
    return runs.found("no event file in it has a number");
  }

  private void remark(FolderRuns runs, LogTree tree) {
    if (named > 0) {
      runs.remark(
          "Of %d runs the folders' names were read as parameters where they have the form name=value: nothing else tells these."
              .formatted(named));
    }
    if (!tree.joined().isEmpty()) {
      runs.remark(
          "%d folders, such as “%s”, were taken for parts of the run that the folder above logs."
              .formatted(tree.joined().size(), tree.joined().first()));
    }
  }

  private TrackedRun run(Path path, List<LoggedFolder> folders) throws UnreadableRunException {
    String id =
        path.equals(root)
            ? String.valueOf(root.getFileName())
            : root.relativize(path).toString().replace('\\', '/');
    List<TrackedFact> facts = new ArrayList<>(List.of(new TrackedFact.Label("name", id)));
    SeriesNames names = SeriesNames.below(path);
    Set<String> parameters = new LinkedHashSet<>();
    Set<String> metrics = new LinkedHashSet<>();
    for (LoggedFolder folder : folders) {
      Set<String> before = Set.copyOf(metrics);
      for (TrackedFact fact : folder.facts()) {
        if (fact instanceof TrackedFact.Point it) {
          String name = names.of(folder.path(), it.metric());
          metrics.add(name);
          if (!before.contains(name)) { // add_hparams repeats a metric's last value
            facts.add(new TrackedFact.Point(name, it.step(), it.value(), it.time()));
          }
        } else if (!(fact instanceof TrackedFact.Parameter it) || parameters.add(it.name())) {
          facts.add(fact);
        } else if (!facts.contains(fact)) {
          throw new UnreadableRunException(
              path, "its parameter “%s” has two values".formatted(it.name()));
        }
      }
    }
    addNamed(id, parameters, facts);
    return new TrackedRun(id, List.copyOf(facts));
  }

  private void addNamed(String id, Set<String> known, List<TrackedFact> facts) {
    List<TrackedFact.Parameter> pairs = new ArrayList<>();
    for (String folder : id.split("/", -1)) {
      NamedPairs.in(folder).stream().filter(pair -> known.add(pair.name())).forEach(pairs::add);
    }
    named += pairs.isEmpty() ? 0 : 1;
    facts.addAll(pairs);
  }
}
