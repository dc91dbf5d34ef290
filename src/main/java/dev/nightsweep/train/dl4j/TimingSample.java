package dev.nightsweep.train.dl4j;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.RunSize;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.TimeEstimate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The sample by which runs are timed before they are trained.
 *
 * @param testImages that every run is tested on
 */
record TimingSample(NetDefinition definition, DataShape data, int testImages) {
  private static final int IMAGES = 512;
  private static final int MIN_BATCHES = 2;

  /**
   * To evaluate in an epoch of the sample: so many that what an epoch takes beside its images, such
   * as a look at what LRN does, is little by them.
   */
  private static final long VALIDATION_OPERATIONS = 30_000_000_000L;

  private static final int MIN_VALIDATION_IMAGES = 500;
  private static final int MAX_VALIDATION_IMAGES = 5_000;

  /** More than are ever waited for. */
  private static final int EPOCHS = 10_000;

  /** What a run with those settings does, and its sample. */
  TimeEstimate timeEstimate(Settings settings) {
    Settings sample = sample(settings);
    return new TimeEstimate.Measured(size(settings), sample, size(sample), operations(settings));
  }

  private long operations(Settings settings) {
    return definition.plan(settings, data).multiplyAdds();
  }

  private RunSize size(Settings settings) {
    return new RunSize(
        settings.whole("epochs"),
        settings.whole("train_size"),
        settings.whole("validation_size"),
        testImages);
  }

  private Settings sample(Settings settings) {
    Map<String, Setting> sample = new TreeMap<>(settings.byName());
    Settings defaults = definition.catalog().resolve(Settings.NONE);
    Stream.of(TrainingParameters.WITHOUT_COST, definition.parametersWithoutCost())
        .flatMap(Set::stream)
        .forEach(name -> sample.put(name, defaults.get(name)));
    int batch = settings.whole("batch_size");
    int images = Math.max(MIN_BATCHES, (IMAGES + batch - 1) / batch) * batch;
    sample.put("train_size", whole(Math.min(images, settings.whole("train_size"))));
    long evaluated =
        Math.max(
            MIN_VALIDATION_IMAGES,
            Math.min(MAX_VALIDATION_IMAGES, VALIDATION_OPERATIONS / operations(settings)));
    sample.put("validation_size", whole(Math.min(evaluated, settings.whole("validation_size"))));
    sample.put("epochs", whole(EPOCHS));
    return Settings.of(sample);
  }

  private static Setting whole(long number) {
    return Setting.of(number);
  }
}
