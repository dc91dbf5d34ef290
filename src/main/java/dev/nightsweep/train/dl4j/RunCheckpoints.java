package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataSet;
import dev.nightsweep.data.DurableFile;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Assignment.Checkpoints;
import dev.nightsweep.model.Start;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The checkpoint files in the folder of one run. */
final class RunCheckpoints {
  static final String LAST = Assignment.LAST_CHECKPOINT;
  static final String BEST = "best.zip";

  private final Path folder;
  private final Checkpoints kept;
  private final SortedMap<String, String> facts;
  private boolean warned;

  RunCheckpoints(Assignment run, DataSet data, int revision) {
    this.folder = Path.of(run.folder());
    this.kept = run.checkpoints();
    this.facts = facts(run, data);
    facts.put(RecordedArithmetic.REVISION, Integer.toString(revision));
  }

  /**
   * What decides the result of the run if it is trained by this process: its settings and seed, the
   * data, the library as it is loaded, the code.
   */
  private static SortedMap<String, String> facts(Assignment run, DataSet data) {
    SortedMap<String, String> facts = new TreeMap<>();
    run.settings().byName().forEach((name, setting) -> facts.put(name, setting.text()));
    facts.put("identity", run.identity());
    facts.put("seed", Long.toString(run.seed()));
    facts.put("dataset_fingerprint", data.fingerprint());
    facts.put("threads", TrainingEnvironment.threads());
    facts.put("classifier", NativeLibrary.loaded());
    CpuKernels.ofWorker().ifPresent(it -> facts.put(RecordedArithmetic.KERNELS, it.text()));
    facts.put(RecordedArithmetic.DL4J, JarVersion.dl4j());
    return facts;
  }

  /** Where the run goes on; a checkpoint that does not fit is refused with the reason. */
  Start start(int epochsOnDisk) {
    Path file = folder.resolve(LAST);
    if (kept == Checkpoints.NONE || !Files.exists(file)) {
      return Start.BEGINNING;
    }
    try {
      Checkpoint checkpoint = Checkpoint.read(file);
      TrainingPosition progress = checkpoint.progress();
      Optional<String> problem = problem(checkpoint, epochsOnDisk);
      return problem.isEmpty()
          ? Start.at(progress.epoch(), progress.sums().steps())
          : Start.refusing(refusal(problem.get()));
    } catch (IOException | RuntimeException e) { // whatever a damaged file makes a parser throw
      return Start.refusing(refusal("it is damaged: " + e.getMessage()));
    }
  }

  /**
   * Brings a fresh net to where the run begins, and removes what is void.
   *
   * @param start what {@link #start} said
   * @throws UncheckedIOException if the file cannot be read any more
   */
  TrainingPosition open(NetInTraining net, Start start) {
    if (kept == Checkpoints.NONE) {
      return TrainingPosition.NONE;
    }
    try {
      new DurableFile(folder.resolve(LAST)).deleteDraft();
      new DurableFile(folder.resolve(BEST)).deleteDraft();
      if (start.isResumed()) {
        Checkpoint checkpoint = Checkpoint.read(folder.resolve(LAST));
        checkpoint.restore(folder.resolve(LAST), net);
        return checkpoint.progress();
      }
      Files.deleteIfExists(folder.resolve(LAST));
      Files.deleteIfExists(folder.resolve(BEST));
      return TrainingPosition.NONE;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the checkpoints in " + folder, e);
    }
  }

  void keepLast(NetInTraining net, TrainingPosition progress) {
    if (kept != Checkpoints.NONE) {
      write(LAST, net, progress);
    }
  }

  void keepBest(NetInTraining net, TrainingPosition progress) {
    if (kept == Checkpoints.LAST_AND_BEST) {
      write(BEST, net, progress);
    }
  }

  /** The run has its result and will not go on. */
  static void deleteLast(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(LAST));
    } catch (IOException e) {
      System.err.println("the checkpoint %s stays: %s".formatted(folder.resolve(LAST), e));
    }
  }

  private Optional<String> problem(Checkpoint checkpoint, int epochsOnDisk) {
    List<String> differing = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(facts.keySet());
    names.addAll(checkpoint.facts().keySet());
    for (String name : names) {
      String there = checkpoint.facts().getOrDefault(name, "not set");
      String here = facts.getOrDefault(name, "not set");
      if (!there.equals(here)) {
        differing.add("%s is %s there and %s here".formatted(name, there, here));
      }
    }
    if (!differing.isEmpty()) {
      return Optional.of(
          "it is not of this run as it trains here: " + String.join(", ", differing));
    }
    int trained = checkpoint.progress().epoch() - 1;
    return trained <= epochsOnDisk
        ? Optional.empty()
        : Optional.of(
            "it stands behind epoch %d, but the journal has only %d epochs"
                .formatted(trained, epochsOnDisk));
  }

  private static String refusal(String why) {
    return "The checkpoint %s is not used, %s. The run starts from its beginning."
        .formatted(LAST, why);
  }

  /** A run without a checkpoint is worth more than none: a full disk costs no run. */
  private void write(String name, NetInTraining net, TrainingPosition progress) {
    try {
      Checkpoint checkpoint = Checkpoint.of(net, facts, progress);
      new DurableFile(folder.resolve(name)).write(out -> checkpoint.write(net, out));
    } catch (IOException e) {
      if (!warned) {
        System.err.println(
            "cannot write the checkpoint %s (%s); the run goes on without"
                .formatted(folder.resolve(name), e));
      }
      warned = true;
    }
  }
}
