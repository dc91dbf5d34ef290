package dev.nightsweep.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Data sets that a spec can name. Only MNIST comes with the program; the others are looked for on
 * the machine and never downloaded.
 */
public enum KnownDataSet {
  MNIST(
      "MNIST",
      new Images(1, 28, 60_000, 10_000, ClassNames.numbers(10)),
      "CC BY-SA 3.0",
      "http://yann.lecun.com/exdb/mnist/"),
  FASHION_MNIST(
      "Fashion-MNIST",
      new Images(1, 28, 60_000, 10_000, ClassNames.FASHION),
      "MIT",
      "https://github.com/zalandoresearch/fashion-mnist"),
  KMNIST(
      "Kuzushiji-MNIST",
      new Images(1, 28, 60_000, 10_000, ClassNames.KUZUSHIJI),
      "CC BY-SA 4.0",
      "https://github.com/rois-codh/kmnist"),
  EMNIST_BALANCED(
      "EMNIST Balanced",
      new Images(1, 28, 112_800, 18_800, ClassNames.EMNIST_BALANCED),
      Images.NO_LICENCE,
      "https://www.nist.gov/itl/products-and-services/emnist-dataset"),
  EMNIST_LETTERS(
      "EMNIST Letters",
      new Images(1, 28, 124_800, 20_800, ClassNames.LETTERS),
      Images.NO_LICENCE,
      "https://www.nist.gov/itl/products-and-services/emnist-dataset"),
  CIFAR10(
      "CIFAR-10",
      new Images(3, 32, 50_000, 10_000, ClassNames.CIFAR10),
      Images.NO_LICENCE,
      "https://www.cs.toronto.edu/~kriz/cifar.html"),
  CIFAR100(
      "CIFAR-100",
      new Images(3, 32, 50_000, 10_000, ClassNames.CIFAR100),
      Images.NO_LICENCE,
      "https://www.cs.toronto.edu/~kriz/cifar.html");

  private final String title;
  private final Images images;
  private final String licence;
  private final String home;

  KnownDataSet(String title, Images images, String licence, String home) {
    this.title = title;
    this.images = images;
    this.licence = licence;
    this.home = home;
  }

  /**
   * What is in it.
   *
   * @param side height and width
   */
  private record Images(int channels, int side, int training, int test, List<String> classNames) {
    static final String NO_LICENCE = "none stated by the authors";
  }

  /** The data set that a spec means by a name. */
  public static Optional<KnownDataSet> named(String name) {
    return Arrays.stream(values()).filter(known -> known.specName().equals(name)).findFirst();
  }

  /** All names, for messages. */
  static String names() {
    return Arrays.stream(values()).map(KnownDataSet::specName).collect(Collectors.joining(", "));
  }

  /** As a spec names it: {@code fashion-mnist}. */
  public String specName() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** As its authors write it. */
  public String title() {
    return title;
  }

  public DataShape shape() {
    return new DataShape(
        images.channels(), images.side(), images.side(), images.classNames().size());
  }

  public List<String> classNames() {
    return images.classNames();
  }

  public int trainingImages() {
    return images.training();
  }

  public int testImages() {
    return images.test();
  }

  /** Under which licence its authors give it out. */
  public String licence() {
    return licence;
  }

  /** Its authors' page, where it can be had. */
  public String home() {
    return home;
  }

  /** Folders below one for data sets in which it may lie, the usual one first. */
  List<String> folders() {
    return switch (this) {
      case EMNIST_BALANCED, EMNIST_LETTERS -> List.of(specName(), "emnist", "emnist/gzip");
      case CIFAR10 -> List.of(specName(), "cifar-10-batches-bin");
      case CIFAR100 -> List.of(specName(), "cifar-100-binary");
      default -> List.of(specName());
    };
  }

  /** How to have it, for those who have not. */
  String advice() {
    String elsewhere = "put the %s of %s into data/%s.".formatted(what(), home, folders().get(0));
    return this == FASHION_MNIST
        ? "On Debian: apt-get install dataset-fashion-mnist. Elsewhere: " + elsewhere
        : "To have it, " + elsewhere;
  }

  private String what() {
    return switch (this) {
      case EMNIST_BALANCED, EMNIST_LETTERS ->
          "four files %s-*-ubyte.gz of gzip.zip".formatted(specName());
      case CIFAR10, CIFAR100 -> "files of the binary version";
      default -> "four .gz files";
    };
  }

  /** Its files in a folder. */
  DataFormat in(Path folder) {
    return switch (this) {
      case MNIST, FASHION_MNIST, KMNIST -> idx(folder, IdxLayout.ofMnist(classNames()));
      case EMNIST_BALANCED -> idx(folder, IdxLayout.ofEmnist("balanced", classNames(), 0));
      case EMNIST_LETTERS -> idx(folder, IdxLayout.ofEmnist("letters", classNames(), 1));
      case CIFAR10 -> CifarSet.of10(folder);
      case CIFAR100 -> CifarSet.of100(folder);
    };
  }

  private DataFormat idx(Path folder, IdxLayout layout) {
    return new IdxSet(new IdxSource.Folder(folder), layout, List.of(checksums().verdict(folder)));
  }

  private PublishedChecksums checksums() {
    return switch (this) {
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
