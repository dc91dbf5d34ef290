package dev.nightsweep.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * {@code classes.txt} beside IDX files: the names of the classes, one a line, in the order of their
 * labels. Without it there are ten, as MNIST has.
 */
record ClassesFile(List<String> names) {
  private static final String NAME = "classes.txt";
  private static final int MAX_BYTES = 1 << 20;

  /** IDX labels are bytes. */
  private static final int MAX_NAMES = 256;

  /**
   * The file of a folder, if it has one.
   *
   * @throws DataSetException if it is none
   */
  static Optional<ClassesFile> in(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    List<String> names =
        new String(DataLimits.read(file, MAX_BYTES), StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    if (names.size() < DataLimits.MIN_CLASSES || names.size() > MAX_NAMES) {
      throw refused(file, "has %d names, and must have 2 to %d".formatted(names.size(), MAX_NAMES));
    }
    for (String name : names) {
      if (!DataLimits.isPlain(name)) {
        throw refused(file, "has a name that cannot be shown: " + DataLimits.shown(name));
      }
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw refused(file, "names a class twice");
    }
    return Optional.of(new ClassesFile(names));
  }

  DataFormat over(Path folder) {
    return new IdxSet(
        new IdxSource.Folder(folder),
        IdxLayout.ofMnist(names),
        List.of(PublishedChecksums.NOT_VERIFIED));
  }

  private static DataSetException refused(Path file, String problem) {
    return new DataSetException(
        "%s %s. Write the name of each class on a line, in the order of their labels."
            .formatted(DataLimits.shown(file), problem));
  }
}
