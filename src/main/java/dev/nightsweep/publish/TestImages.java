package dev.nightsweep.publish;

import dev.nightsweep.data.DataChoice;
import dev.nightsweep.data.DataSet;
import dev.nightsweep.data.DataSetException;
import dev.nightsweep.data.DataSets;
import dev.nightsweep.data.LabelledImages;
import dev.nightsweep.model.ClassLabels;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The test images of a data set that is at hand.
 *
 * @param names of the classes, in the order of their labels
 */
record TestImages(LabelledImages images, List<String> names) {

  /** Those of a data set, if it is on this machine. */
  static Optional<TestImages> of(DataChoice choice) {
    try {
      DataSet data = new DataSets().load(choice);
      return Optional.of(new TestImages(data.test(), data.classNames()));
    } catch (DataSetException e) {
      return Optional.empty(); // the page does without
    }
  }

  int size() {
    return images.size();
  }

  /** The name of an image's class. */
  String truth(int image) {
    return names.get(images.label(image));
  }

  /** The name of a class, or its number if the data set has none of that number. */
  String name(int label) {
    return label < names.size() ? names.get(label) : Integer.toString(label);
  }

  /** Whether they have these classes, as those had that a run was tested on. */
  boolean areOf(ClassLabels truth) {
    return images.size() == truth.size()
        && IntStream.range(0, images.size()).allMatch(i -> images.label(i) == truth.get(i));
  }
}
