package dev.nightsweep.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds a data set by the name that a spec gives it: {@code mnist} comes with the program, {@code
 * fashion-mnist} is looked for in a few usual places, anything else is a folder of four IDX files.
 */
public final class DataSets {
  public static final String MNIST = "mnist";
  public static final String FASHION_MNIST = "fashion-mnist";

  /** SHA-256 over MNIST's four content hashes; every load of MNIST is checked against it. */
  static final String MNIST_FINGERPRINT =
      "c65580678af93f1ea48c2c0d01d543ec89307c6b8a0eb7ca542d7c18c5f4c681";

  private final List<Path> fashionFolders;

  /** Looks in Debian's folder, then in {@code data/fashion-mnist} below the current folder. */
  public DataSets() {
    this(
        List.of(
            Path.of("/usr/share/datasets/fashion-mnist"), // Debian: dataset-fashion-mnist
            Path.of("/usr/local/share/datasets/fashion-mnist"),
            Path.of("data", "fashion-mnist")));
  }

  DataSets(List<Path> fashionFolders) {
    this.fashionFolders = List.copyOf(fashionFolders);
  }

  /**
   * Reads and checks all four files.
   *
   * @throws DataSetException if a file is missing or damaged
   */
  public DataSet load(String name) {
    DataSet data = DataSet.read(name, source(name));
    if (name.equals(MNIST) && !data.fingerprint().equals(MNIST_FINGERPRINT)) {
      throw new DataSetException(
          "The MNIST files inside the program are damaged: their fingerprint is %s, not %s."
                  .formatted(data.fingerprint(), MNIST_FINGERPRINT)
              + " Install Nightsweep again.");
    }
    return data;
  }

  /**
   * SHA-256 over the four content hashes, in hex. For MNIST a constant, which {@link #load}
   * verifies; other data sets are read for it.
   *
   * @throws DataSetException if a file is missing or damaged
   */
  public String fingerprint(String name) {
    return name.equals(MNIST) ? MNIST_FINGERPRINT : load(name).fingerprint();
  }

  private IdxSource source(String name) {
    return switch (name) {
      case MNIST -> new IdxSource.Bundled(MNIST);
      case FASHION_MNIST -> new IdxSource.Folder(fashionFolder());
      default -> new IdxSource.Folder(folder(name));
    };
  }

  private Path fashionFolder() {
    Optional<Path> found = fashionFolders.stream().filter(Files::isDirectory).findFirst();
    return found.orElseThrow(
        () ->
            new DataSetException(
                "Fashion-MNIST is not on this machine: none of %s exists.".formatted(fashionFolders)
                    + " On Debian: apt-get install dataset-fashion-mnist. Elsewhere: put the four"
                    + " .gz files of https://github.com/zalandoresearch/fashion-mnist into"
                    + " data/fashion-mnist."));
  }

  private static Path folder(String name) {
    Path folder = Path.of(name);
    if (!Files.isDirectory(folder)) {
      throw new DataSetException(
          "dataset %s is neither mnist nor fashion-mnist nor a folder of four IDX files."
              .formatted(name));
    }
    return folder;
  }
}
