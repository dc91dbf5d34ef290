package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataSet;
import dev.nightsweep.data.DataSetException;
import dev.nightsweep.data.DataSets;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.Trainer;
import dev.nightsweep.train.UnusableDataException;
import dev.nightsweep.train.Watcher;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.deeplearning4j.util.CrashReportingUtil;
import org.nd4j.linalg.factory.Nd4j;

/** Trains AlexNet, one run at a time. The data set of the last run stays in memory for the next. */
public final class AlexNetTrainer implements Trainer {
  private final DataSets dataSets = new DataSets();
  private Optional<DataSet> loaded = Optional.empty();

  public AlexNetTrainer() {
    // On failure DL4J would leave a report in the current folder.
    CrashReportingUtil.crashDumpsEnabled(false);
  }

  /**
   * The native library and the data set, which come up side by side: each takes most of a second.
   *
   * @throws UnusableDataException if the data set is missing or damaged
   */
  @Override
  public Environment environment(Assignment run) {
    CompletableFuture<DataSet> data = CompletableFuture.supplyAsync(() -> data(run));
    Nd4j.getExecutioner();
    try {
      return TrainingEnvironment.of(data.join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof DataSetException unusable) {
        throw new UnusableDataException(unusable.getMessage(), unusable);
      }
      throw e;
    }
  }

  @Override
  public Optional<ModelCard> model(Assignment run) {
    return Optional.of(Cards.of(run.settings()));
  }

  @Override
  public Start start(Assignment run, int epochsOnDisk) {
    return new RunCheckpoints(run, data(run)).start(epochsOnDisk);
  }

  @Override
  public Outcome train(Assignment run, Start start, Watcher watcher) {
    try {
      return new Training(run, data(run), watcher).run(start);
    } catch (DataSetException e) {
      return new Outcome.Failed(e.getMessage());
    }
  }

  @Override
  public void settled(Assignment run) {
    RunCheckpoints.deleteLast(Path.of(run.folder()));
  }

  private DataSet data(Assignment run) {
    String name = run.settings().word("dataset");
    if (loaded.isEmpty() || !loaded.get().name().equals(name)) {
      DataSet data = dataSets.load(name);
      checkSize(data);
      loaded = Optional.of(data);
    }
    return loaded.get();
  }

  private static void checkSize(DataSet data) {
    int rows = data.training().rows();
    int columns = data.training().columns();
    boolean fits = rows == AlexNetPlan.SIDE && columns == AlexNetPlan.SIDE;
    if (!fits || data.test().rows() != rows || data.test().columns() != columns) {
      throw new DataSetException(
          "The images of %s are %d×%d and %d×%d (training, test); alexnet needs 28×28."
              .formatted(data.source(), rows, columns, data.test().rows(), data.test().columns()));
    }
  }
}
