package dev.nightsweep.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The folder with the files of a known data set. */
record KnownFolder(KnownDataSet known, Path folder) {

  /** As what they are to be read. */
  DataFormat format() {
    DataFormat files = files();
    return name -> counted(files.read(name));
  }

  private DataFormat files() {
    return switch (known) {
      case EMNIST_BALANCED -> idx(IdxLayout.ofEmnist("balanced", known.classNames(), 0));
      case EMNIST_LETTERS -> idx(IdxLayout.ofEmnist("letters", known.classNames(), 1));
      case CIFAR10 -> CifarSet.of10(folder);
      case CIFAR100 -> CifarSet.of100(folder);
      default -> idx(IdxLayout.ofMnist(known.classNames()));
    };
  }

  private DataSet counted(DataSet data) {
    int training = data.training().size();
    int test = data.test().size();
    return training == known.trainingImages() && test == known.testImages()
        ? data
        : data.withRemarks(
            List.of(
                String.format(
                    Locale.ROOT,
                    "%s has %,d training and %,d test images; here are %,d and %,d.",
                    known.title(),
                    known.trainingImages(),
                    known.testImages(),
                    training,
                    test)));
  }

  private DataFormat idx(IdxLayout layout) {
    return new IdxSet(new IdxSource.Folder(folder), layout, List.of(checksums().verdict(folder)));
  }

  private PublishedChecksums checksums() {
    return switch (known) {
      case FASHION_MNIST ->
          new PublishedChecksums(
              Map.of(
                  "train-images-idx3-ubyte.gz", "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
                  "train-labels-idx1-ubyte.gz", "25c81989df183df01b3e8a0aad5dffbe",
                  "t10k-images-idx3-ubyte.gz", "bef4ecab320f06d8554ea6380940ec79",
                  "t10k-labels-idx1-ubyte.gz", "bb300cfdad3c16e7a12a480ee83cd310"),
              "the README of github.com/zalandoresearch/fashion-mnist");
      case KMNIST ->
          new PublishedChecksums(
              Map.of(
                  "train-images-idx3-ubyte.gz", "bdb82020997e1d708af4cf47b453dcf7",
                  "train-labels-idx1-ubyte.gz", "e144d726b3acfaa3e44228e80efcd344",
                  "t10k-images-idx3-ubyte.gz", "5c965bf0a639b31b8f53240b1b52f4d7",
                  "t10k-labels-idx1-ubyte.gz", "7320c461ea6c1c855c0b718fb2a4b134"),
              "torchvision's KMNIST");
      default -> PublishedChecksums.NONE;
    };
  }
}
