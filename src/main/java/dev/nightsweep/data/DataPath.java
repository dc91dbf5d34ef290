package dev.nightsweep.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file or folder that a spec names as its data set. What lies in it tells what kind it is.
 *
 * @param options how to read images that have neither one size nor a test set
 */
record DataPath(Path path, DataOptions options) {
  private static final String NPZ = ".npz";

  /**
   * @throws DataSetException if nothing in it is known
   */
  DataFormat format() {
    if (Files.isRegularFile(path)) {
      return file();
    }
    if (has("data_batch_1.bin") || has("test_batch.bin")) {
      return CifarSet.of10(path);
    }
    if (has("train.bin") || has("test.bin")) {
      return CifarSet.of100(path);
    }
    refusePickles();
    Optional<KnownDataSet> emnist = emnist();
    if (emnist.isPresent()) {
      return new KnownFolder(emnist.get(), path).format();
    }
    return ImageFolder.holdsFolders(path) ? new ImageFolderSet(path, options) : idx();
  }

  private DataFormat file() {
    if (!path.getFileName().toString().endsWith(NPZ)) {
      throw new DataSetException(
          "%s is a file, and no .npz file. Name the folder of the data set, or an .npz file with x_train, y_train, x_test and y_test."
              .formatted(DataLimits.shown(path)));
    }
    return new NpzSet(path);
  }

  private void refusePickles() {
    if (has("data_batch_1") || Files.isRegularFile(path.resolve("train"))) {
      throw new DataSetException(
          "%s holds the Python version of CIFAR, pickled objects, which are never read. Take the binary version from %s."
              .formatted(DataLimits.shown(path), KnownDataSet.CIFAR10.home()));
    }
  }

  private Optional<KnownDataSet> emnist() {
    boolean balanced = hasEmnist("balanced");
    boolean letters = hasEmnist("letters");
    if (balanced && letters) {
      throw new DataSetException(
          "%s holds several sets of EMNIST. Move it to data/emnist, and name emnist-balanced or emnist-letters."
              .formatted(DataLimits.shown(path)));
    }
    return balanced
        ? Optional.of(KnownDataSet.EMNIST_BALANCED)
        : Optional.of(KnownDataSet.EMNIST_LETTERS).filter(known -> letters);
  }

  private boolean hasEmnist(String part) {
    String images = "emnist-%s-train-images-idx3-ubyte".formatted(part);
    return has(images) || has(images + ".gz");
  }

  private DataFormat idx() {
    Optional<ClassesFile> classes = ClassesFile.in(path);
    return classes.isPresent()
        ? classes.get().over(path)
        : new IdxSet(
            new IdxSource.Folder(path),
            IdxLayout.ofMnist(ClassNames.numbers(10)),
            List.of(PublishedChecksums.NOT_VERIFIED));
  }

  private boolean has(String file) {
    return Files.exists(path.resolve(file));
  }
}
