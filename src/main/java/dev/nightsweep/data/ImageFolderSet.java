package dev.nightsweep.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A folder with a folder of PNG or JPEG files for each class, either below {@code train} and {@code
 * test} or, of which a share is drawn for the test, right in it. Classes and files are in the order
 * of their names.
 */
record ImageFolderSet(Path root, DataOptions options) implements DataFormat {
  private static final String TRAINING = "train";
  private static final String TEST = "test";

  @Override
  public DataSet read(String name) {
    ImageFolder folder = new ImageFolder(root);
    SortedMap<String, Path> inside = folder.folders(root);
    boolean split = inside.containsKey(TRAINING) || inside.containsKey(TEST);
    ReadImages read = new ReadImages(folder, options);
    if (!split) {
      List<String> classes = classes(inside);
      read.addAll(inside, classes);
      TestSplit parts = TestSplit.of(read.labelled(classes.size(), 0, read.size()), options);
      return data(name, classes, new LabelledImages[] {parts.training(), parts.test()}, read);
    }
    requireBoth(inside);
    SortedMap<String, Path> training = folder.folders(inside.get(TRAINING));
    List<String> classes = classes(training);
    read.addAll(training, classes);
    int trained = read.size();
    read.addAll(folder.folders(inside.get(TEST)), classes);
    return data(
        name,
        classes,
        new LabelledImages[] {
          read.labelled(classes.size(), 0, trained),
          read.labelled(classes.size(), trained, read.size())
        },
        read);
  }

  private DataSet data(String name, List<String> classes, LabelledImages[] parts, ReadImages read) {
    return new DataSet(
        name,
        DataLimits.shown(root),
        ContentFingerprint.of(parts[0], parts[1]),
        List.of(
            new DataSet.DataFile(
                "images", DataLimits.shown(root), DigestUtils.sha256Hex(read.manifest()))),
        parts[0],
        parts[1],
        classes,
        read.remarks());
  }

  private void requireBoth(Map<String, Path> inside) {
    for (String part : List.of(TRAINING, TEST)) {
      if (!inside.containsKey(part)) {
        throw refused(
            "has no folder %s beside the other. Name both parts train and test, or put the folders of the classes right into it."
                .formatted(part));
      }
    }
    if (inside.size() > 2) {
      throw refused(
          "has %s beside train and test. Only these two are read: move it elsewhere."
              .formatted(
                  inside.keySet().stream()
                      .filter(name -> !List.of(TRAINING, TEST).contains(name))
                      .findFirst()
                      .orElseThrow()));
    }
  }

  private List<String> classes(SortedMap<String, Path> folders) {
    if (folders.size() < DataLimits.MIN_CLASSES || folders.size() > DataLimits.MAX_CLASSES) {
      throw refused(
          "has folders for %d classes, and a data set has %d to %d."
              .formatted(folders.size(), DataLimits.MIN_CLASSES, DataLimits.MAX_CLASSES));
    }
    return List.copyOf(folders.keySet());
  }

  private DataSetException refused(String problem) {
    return new DataSetException("%s %s".formatted(DataLimits.shown(root), problem));
  }
}
