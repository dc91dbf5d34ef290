package dev.nightsweep.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * A file as {@code numpy.savez} writes it, with the arrays of Keras' data sets: images {@code
 * x_train} and {@code x_test}, labels {@code y_train} and {@code y_test}. Nothing else in it is
 * read.
 */
record NpzSet(Path file) implements DataFormat {

  @Override
  public DataSet read(String name) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      NpzArrays arrays = new NpzArrays(zip, DataLimits.shown(file));
      NpzArrays.Labels trainLabels = arrays.labels("y_train");
      NpzArrays.Labels testLabels = arrays.labels("y_test");
      int classes = trainLabels.classes();
      testLabels.requireBelow(classes);
      LabelledImages training = arrays.images("x_train", trainLabels, classes);
      LabelledImages test = arrays.images("x_test", testLabels, classes);
      requireAlike(training.shape(), test.shape());
      return new DataSet(
          name,
          DataLimits.shown(file),
          ContentFingerprint.of(training, test),
          arrays.files(),
          training,
          test,
          ClassNames.numbers(classes),
          List.of(PublishedChecksums.NOT_VERIFIED));
    } catch (IOException e) {
      throw new DataSetException(
          "%s is a damaged .npz file (%s). Write it again with numpy.savez."
              .formatted(DataLimits.shown(file), DataLimits.shown(String.valueOf(e.getMessage()))),
          e);
    }
  }

  private void requireAlike(DataShape training, DataShape test) {
    if (!training.equals(test)) {
      throw new DataSetException(
          "%s: the images of x_train are %s with %d channels, those of x_test %s with %d."
              .formatted(
                  DataLimits.shown(file),
                  training.size(),
                  training.channels(),
                  test.size(),
                  test.channels()));
    }
  }
}
