package dev.nightsweep.data;

import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a data set by what a spec says: {@code mnist} comes with the program, other {@link
 * KnownDataSet known} names are looked for in a few usual places, anything else is a path: an
 * {@code .npz} file, or a folder whose files tell what they are.
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

  private final List<Path> shelves;

  /** Looks in Debian's folder for data sets, then in {@code data} below the current folder. */
  public DataSets() {
    this(
        List.of(
            Path.of("/usr/share/datasets"), // Debian: dataset-fashion-mnist
            Path.of("/usr/local/share/datasets"),
            Path.of("data")));
  }

  /**
   * @param shelves folders that have a folder for each data set
   */
  DataSets(List<Path> shelves) {
    this.shelves = List.copyOf(shelves);
  }

  /**
   * Reads and checks all files of a data set.
   *
   * @throws DataSetException if a file is missing or damaged
   */
  public DataSet load(String name) {
    return load(name, DataOptions.DEFAULT);
  }

  /**
   * Reads and checks all files of a data set, and prepares its images.
   *
   * @throws DataSetException if a file is missing or damaged, or the options do not fit it
   */
  public DataSet load(String name, DataOptions options) {
    return options.applyTo(
        name.equals(MNIST) ? mnist() : format(name, options).read(name).withBalance());
  }

  private static DataSet mnist() {
    DataSet known = mnist.get();
    if (known == null) {
      known =
          new IdxSet(
                  new IdxSource.Bundled(MNIST, MNIST_CONTENTS),
                  IdxLayout.ofMnist(KnownDataSet.MNIST.classNames()),
                  List.of(DataSet.VERIFIED + "the content has the SHA-256 of the authors' files."))
              .read(MNIST);
      mnist = new SoftReference<>(known);
    }
    return known;
  }

  /**
   * Likewise.
   *
   * @throws DataSetException as {@link #load(String, DataOptions)}
   */
  public DataSet load(DataChoice choice) {
    return load(choice.name(), choice.options());
  }

  /**
   * SHA-256 over its content, in hex; reads and checks the files for it.
   *
   * @throws DataSetException if a file is missing or damaged
   */
  public String fingerprint(String name) {
    return load(name).fingerprint();
  }

  private DataFormat format(String name, DataOptions options) {
    Optional<KnownDataSet> known = KnownDataSet.named(name);
    return known.isPresent()
        ? new KnownFolder(known.get(), folder(known.get())).format()
        : new DataPath(path(name), options).format();
  }

  /** Whether a data set comes with the program, or a folder of it is there. */
  public boolean has(KnownDataSet known) {
    return known == KnownDataSet.MNIST || places(known).stream().anyMatch(Files::isDirectory);
  }

  private List<Path> places(KnownDataSet known) {
    return Stream.concat(
            shelves.stream().flatMap(shelf -> known.folders().stream().map(shelf::resolve)),
            Stream.of(Path.of(known.specName())))
        .toList();
  }

  private Path folder(KnownDataSet known) {
    List<Path> places = places(known);
    return places.stream()
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () ->
                new DataSetException(
                    "%s is not on this machine: none of %s exists. %s Its licence: %s."
                        .formatted(known.title(), places, known.advice(), known.licence())));
  }

  private static Path path(String name) {
    try {
      Path path = Path.of(name);
      if (Files.exists(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      // No file of that name can exist.
    }
    throw new DataSetException(
        "dataset %s is neither known by name (%s) nor a folder or an .npz file that is there."
            .formatted(DataLimits.shown(name), KnownDataSet.names()));
  }
}
