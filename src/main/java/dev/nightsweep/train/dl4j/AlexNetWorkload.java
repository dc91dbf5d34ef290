package dev.nightsweep.train.dl4j;

import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Work;
import dev.nightsweep.train.Workload;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run of AlexNet does, and the sample by which it is timed. */
final class AlexNetWorkload {
  /** Settings that change what is computed, and not how long it takes. */
  private static final List<String> WITHOUT_COST =
      List.of(
          "preset",
          "input.scaling",
          "init",
          "lrn.k",
          "lrn.alpha",
          "lrn.beta",
          "momentum",
          "learning_rate",
          "lr_schedule",
          "lr_step.every",
          "lr_step.factor");

  private static final int IMAGES = 512;
  private static final int LEAST_BATCHES = 2;

  /**
   * To evaluate in an epoch of the sample: so many that what an epoch takes beside its images, such
   * as a look at what LRN does, is little by them.
   */
  private static final long VALIDATION_OPERATIONS = 30_000_000_000L;

  private static final int LEAST_VALIDATION_IMAGES = 500;
  private static final int MOST_VALIDATION_IMAGES = 5_000;

  /** More than are ever waited for. */
  private static final int EPOCHS = 10_000;

  private AlexNetWorkload() {}

  static Workload of(Settings settings, AlexNetCatalog catalog, int testImages) {
    Settings sample = sample(settings, catalog);
    return new Workload.Measured(
        work(settings, testImages), sample, work(sample, testImages), operations(settings));
  }

  private static long operations(Settings settings) {
    return AlexNetPlan.of(settings).multiplyAdds();
  }

  private static Work work(Settings settings, int testImages) {
    return new Work(
        settings.whole("epochs"),
        settings.whole("train_size"),
        settings.whole("validation_size"),
        testImages);
  }

  private static Settings sample(Settings settings, AlexNetCatalog catalog) {
    Map<String, Setting> sample = new TreeMap<>(settings.byName());
    Settings defaults = catalog.resolve(Settings.NONE);
    for (String name : WITHOUT_COST) {
      sample.put(name, defaults.get(name));
    }
    int batch = settings.whole("batch_size");
    int images = Math.max(LEAST_BATCHES, (IMAGES + batch - 1) / batch) * batch;
    sample.put("train_size", whole(Math.min(images, settings.whole("train_size"))));
    long evaluated =
        Math.max(
            LEAST_VALIDATION_IMAGES,
            Math.min(MOST_VALIDATION_IMAGES, VALIDATION_OPERATIONS / operations(settings)));
    sample.put("validation_size", whole(Math.min(evaluated, settings.whole("validation_size"))));
    sample.put("epochs", whole(EPOCHS));
    return Settings.of(sample);
  }

  private static Setting whole(long number) {
    return Setting.of(number);
  }
}
