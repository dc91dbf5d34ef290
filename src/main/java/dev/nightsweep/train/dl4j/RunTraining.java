package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.Augmentation;
import dev.nightsweep.data.DataSet;
import dev.nightsweep.data.LabelledImages;
import dev.nightsweep.data.PredictionsFile;
import dev.nightsweep.data.RandomStreams;
import dev.nightsweep.data.Split;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Outcome;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Start;
import dev.nightsweep.train.Watcher;
import dev.nightsweep.train.dl4j.EpochTraining.Sums;
import dev.nightsweep.train.net.PlannedNet;
import dev.nightsweep.train.net.PlannedResponseNormalization;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The training of one run, from its first step to its test. */
final class RunTraining {
  /** Validation images that LRN is watched on. */
  private static final int SAMPLE = 250;

  private final Assignment run;
  private final Settings settings;
  private final PlannedNet plan;
  private final DataSet data;
  private final Watcher watcher;
  private final RandomStreams streams;
  private final Split split;
  private final ImageFeed feed;
  private final int epochs;
  private final ProcessReadings process = new ProcessReadings();
  private final RunCheckpoints checkpoints;

  /** The best validation accuracy so far; below 0 before there is one. */
  private double best;

  /**
   * Splits the data.
   *
   * @throws dev.nightsweep.data.DataSetException if there are too few images
   */
  RunTraining(Assignment run, NetDefinition definition, DataSet data, Watcher watcher) {
    this.run = run;
    this.settings = run.settings();
    this.plan = definition.plan(settings, data.shape());
    this.data = data;
    this.watcher = watcher;
    this.streams = new RandomStreams(run.seed());
    this.split =
        Split.of(
            data.training(),
            settings.whole("train_size"),
            settings.whole("validation_size"),
            streams);
    this.feed = ImageFeed.of(data.training(), settings.word("input.scaling"), split.training());
    this.epochs = settings.whole("epochs");
    this.checkpoints = new RunCheckpoints(run, data, definition.revision());
  }

  Outcome run(Start start) {
    process.resetPeak();
    try (NetInTraining net = NetInTraining.create(plan, settings, run.seed())) {
      TrainingPosition before = checkpoints.open(net, start);
      best = before.best();
      for (int epoch = before.epoch(); epoch <= epochs; epoch++) {
        boolean begun = epoch == before.epoch();
        if (watcher.isInterrupted()) {
          return new Outcome.Interrupted(); // the last checkpoint stands right here
        }
        Optional<Outcome> end = epoch(net, epoch, begun ? before.sums() : Sums.NONE);
        if (end.isPresent()) {
          return end.get();
        }
      }
      return new Outcome.Completed(test(net));
    }
  }

  /** Trains and validates one epoch; an outcome if the run ends here. */
  private Optional<Outcome> epoch(NetInTraining net, int epoch, Sums before) {
    net.beginEpoch(epoch);
    EpochTraining training =
        new EpochTraining(net, feed, watcher, new EpochTraining.EpochNumber(epoch, epochs));
    EpochTraining.EpochOutcome result =
        training.over(batches(epoch), changes(epoch), before, process);
    if (result.interrupted()) {
      checkpoints.keepLast(net, new TrainingPosition(epoch, result.sums(), best));
      return Optional.of(new Outcome.Interrupted());
    }
    SortedMap<String, Double> metrics = result.sums().metrics();
    metrics.put(Metrics.LEARNING_RATE, NetBuilder.schedule(settings).valueAt(0, epoch - 1));
    boolean diverged = result.problem().isPresent();
    if (!diverged) {
      Evaluation validation =
          Evaluation.of(net, feed, data.training(), split.validation(), () -> stillThere(epoch));
      metrics.putAll(validation.metrics(Metrics.VALIDATION));
      metrics.putAll(normalization(net));
    }
    watcher.epochFinished(epoch, metrics, process.now());
    if (!diverged) {
      keep(net, epoch, metrics.get(Metrics.VALIDATION_ACCURACY));
    }
    return result.problem().map(Outcome.Diverged::new);
  }

  private Map<String, Double> normalization(NetInTraining net) {
    if (plan.all(PlannedResponseNormalization.class).findAny().isEmpty()) {
      return Map.of();
    }
    int[] sample = split.validation();
    int size = Math.min(sample.length, SAMPLE);
    return NormalizationActivity.of(
        net, Evaluation.batches(Arrays.copyOf(sample, size)).map(feed::batch).toList());
  }

  /** After the journal: an epoch that stands there and not here is trained once more, the same. */
  private void keep(NetInTraining net, int epoch, double accuracy) {
    boolean better = accuracy > best;
    best = Math.max(best, accuracy);
    TrainingPosition progress = new TrainingPosition(epoch + 1, Sums.NONE, best);
    if (better) {
      checkpoints.keepBest(net, progress);
    }
    checkpoints.keepLast(net, progress);
  }

  /** The numbers of the training images, batch by batch: each once an epoch, in its own order. */
  int[][] batches(int epoch) {
    int[] order = split.training();
    streams.stream("order", epoch, 0).shuffle(order);
    int size = settings.whole("batch_size");
    return IntStream.range(0, (order.length + size - 1) / size)
        .mapToObj(b -> Arrays.copyOfRange(order, b * size, Math.min(order.length, (b + 1) * size)))
        .toArray(int[][]::new);
  }

  /**
   * Each change draws from streams of its own, so that adding one leaves the others as they are.
   */
  private EpochTraining.Changes changes(int epoch) {
    List<Augmentation> augmentations = Augmentation.of(settings.word("augmentation"), data.shape());
    return (images, step) ->
        augmentations.forEach(
            change -> change.applyToAll(images, streams.stream(change.name(), epoch, step)));
  }

  /** The same progress again, while nothing is trained. */
  private void stillThere(int epoch) {
    int size = settings.whole("batch_size");
    long steps = (split.training().length + size - 1L) / size;
    watcher.progressed(epoch, epoch * steps, epochs * steps);
  }

  private RunResult test(NetInTraining net) {
    LabelledImages images = data.test();
    int[] all = IntStream.range(0, images.size()).toArray();
    Evaluation test = Evaluation.of(net, feed.over(images), images, all, () -> stillThere(epochs));
    PredictionsFile.write(Path.of(run.folder()), test.predicted());
    Map<String, Double> metrics = new TreeMap<>(test.metrics(Metrics.TEST));
    metrics.put(Metrics.PEAK_MEMORY_BYTES, (double) process.peakBytes());
    return new RunResult(
        metrics,
        test.confusion(),
        test.predictions(),
        test.truth(),
        net.parameterHash(),
        net.firstFilters());
  }
}
