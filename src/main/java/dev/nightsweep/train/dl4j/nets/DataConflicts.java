package dev.nightsweep.train.dl4j.nets;

import dev.nightsweep.data.KnownDataSet;
import dev.nightsweep.model.Settings;
import java.util.ArrayList;
import java.util.List;

/** What of the settings that divide a data set does not go together, in sentences. */
final class DataConflicts {
  private DataConflicts() {}

  static List<String> of(Settings resolved) {
    List<String> conflicts = new ArrayList<>();
    long train = resolved.whole("train_size");
    long validation = resolved.whole("validation_size");
    if (train < resolved.whole("batch_size")) {
      conflicts.add(
          "train_size %d is smaller than batch_size %d. Raise train_size or lower batch_size."
              .formatted(train, resolved.whole("batch_size")));
    }
    // Data sets that are named by a path are counted when they are read.
    KnownDataSet.named(resolved.word("dataset"))
        .filter(known -> train + validation > known.trainingImages())
        .ifPresent(
            known ->
                conflicts.add(
                    "train_size %d and validation_size %d together exceed the %d training images of %s."
                        .formatted(train, validation, known.trainingImages(), known.specName())));
    return conflicts;
  }
}
