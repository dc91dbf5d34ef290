package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataChoice;
import dev.nightsweep.data.DataSet;
import dev.nightsweep.data.DataSetException;
import dev.nightsweep.data.DataSets;
import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.ChangedFileException;
import dev.nightsweep.train.Trainer;
import dev.nightsweep.train.UnusableDataException;
import dev.nightsweep.train.Watcher;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.deeplearning4j.util.CrashReportingUtil;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains nets of one definition with DL4J, one run at a time. The data set of the last run stays in
 * memory for the next.
 */
public final class Dl4jTrainer implements Trainer {
  private final NetDefinition definition;
  private final DataSets dataSets = new DataSets();
  private Optional<DataSet> loaded = Optional.empty();
  private DataChoice chosen;

  public Dl4jTrainer(NetDefinition definition) {
    this.definition = definition;
    // On failure DL4J would leave a report in the current folder.
    CrashReportingUtil.crashDumpsEnabled(false);
  }

  /**
   * The native library and the data set, which come up side by side: each takes most of a second.
   *
   * @throws UnusableDataException if the data set is missing or damaged
   * @throws ChangedFileException if it is not the one that the run's identity was made of
   * @throws IllegalStateException if other kernels are loaded than its identity names
   */
  @Override
  public Environment environment(Assignment run) {
    CompletableFuture<DataSet> data = CompletableFuture.supplyAsync(() -> data(run));
    Nd4j.getExecutioner();
    try {
      if (!run.identity().isEmpty()) { // one without is only asked what there is
        CpuKernels.requireAsLaunched();
      }
      return TrainingEnvironment.of(
          data.join(), definition.revision(), run.settings().whole("validation_size"));
    } catch (CompletionException e) {
      if (e.getCause() instanceof ChangedFileException changed) {
        throw changed;
      }
      if (e.getCause() instanceof DataSetException unusable) {
        throw new UnusableDataException(unusable.getMessage(), unusable);
      }
      throw e;
    }
  }

  @Override
  public Optional<ModelCard> model(Assignment run) {
    return Optional.of(NetDescription.of(definition, run.settings(), data(run).shape()));
  }

  @Override
  public Start start(Assignment run, int epochsOnDisk) {
    return new RunCheckpoints(run, data(run), definition.revision()).start(epochsOnDisk);
  }

  @Override
  public Outcome train(Assignment run, Start start, Watcher watcher) {
    try {
      return new RunTraining(run, definition, data(run), watcher).run(start);
    } catch (DataSetException e) {
      return new Outcome.Failed(e.getMessage());
    }
  }

  @Override
  public void settled(Assignment run) {
    RunCheckpoints.deleteLast(Path.of(run.folder()));
  }

  private DataSet data(Assignment run) {
    DataChoice choice = DataChoice.of(run.settings());
    if (!choice.equals(chosen)) {
      loaded = Optional.empty();
      DataSet data = dataSets.load(choice);
      checkSize(data);
      loaded = Optional.of(data);
      chosen = choice;
    }
    loaded
        .get()
        .files()
        .forEach(
            file ->
                ChangedFileException.requireSame(
                    run.files(), file.kind(), file.path(), file.sha256()));
    return loaded.get();
  }

  private static void checkSize(DataSet data) {
    DataShape training = data.training().shape();
    DataShape test = data.test().shape();
    if (!training.equals(test)) {
      throw new DataSetException(
          "The training images of %s are %s, its test images %s: a net needs them alike. Set resize if only their sizes differ."
              .formatted(data.source(), training.text(), test.text()));
    }
  }
}
