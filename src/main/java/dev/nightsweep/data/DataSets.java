package dev.nightsweep.data;

import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a data set by the name that a spec gives it: {@code mnist} comes with the program, {@code
 * fashion-mnist} is looked for in a few usual places, anything else is a folder of four IDX files.
 */
public final class DataSets {
  public static final String MNIST = "mnist";
  public static final String FASHION_MNIST = "fashion-mnist";

  /** SHA-256 of MNIST's four files, unpacked: the authors' own bytes. */
  static final Map<String, String> MNIST_CONTENTS =
      Map.of(
          "train-images-idx3-ubyte",
          "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
          "train-labels-idx1-ubyte",
          "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
          "t10k-images-idx3-ubyte",
          "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
          "t10k-labels-idx1-ubyte",
          "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

  /** As it was read last: what comes with the program cannot change while it runs. */
  private static volatile SoftReference<DataSet> mnist = new SoftReference<>(null);

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
    return name.equals(MNIST) ? mnist() : DataSet.read(name, source(name));
  }

  private DataSet mnist() {
    DataSet known = mnist.get();
    if (known == null) {
      known = DataSet.read(MNIST, source(MNIST));
      mnist = new SoftReference<>(known);
    }
    return known;
  }

  /**
   * SHA-256 over the four content hashes, in hex; reads and checks the files for it.
   *
   * @throws DataSetException if a file is missing or damaged
   */
  public String fingerprint(String name) {
    return load(name).fingerprint();
  }

  private IdxSource source(String name) {
    return switch (name) {
      case MNIST -> new IdxSource.Bundled(MNIST, MNIST_CONTENTS);
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
