package dev.nightsweep.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Data sets that a spec can name. Only MNIST comes with the program; the others are looked for on
 * the machine and never downloaded.
 */
public enum KnownDataSet {
  MNIST("MNIST", "CC BY-SA 3.0", "http://yann.lecun.com/exdb/mnist/"),
  FASHION_MNIST("Fashion-MNIST", "MIT", "https://github.com/zalandoresearch/fashion-mnist"),
  KMNIST("Kuzushiji-MNIST", "CC BY-SA 4.0", "https://github.com/rois-codh/kmnist"),
  EMNIST_BALANCED(
      "EMNIST Balanced",
      Texts.NO_LICENCE,
      "https://www.nist.gov/itl/products-and-services/emnist-dataset"),
  EMNIST_LETTERS(
      "EMNIST Letters",
      Texts.NO_LICENCE,
      "https://www.nist.gov/itl/products-and-services/emnist-dataset"),
  CIFAR10("CIFAR-10", Texts.NO_LICENCE, "https://www.cs.toronto.edu/~kriz/cifar.html"),
  CIFAR100("CIFAR-100", Texts.NO_LICENCE, "https://www.cs.toronto.edu/~kriz/cifar.html");

  private final String title;
  private final String licence;
  private final String home;

  KnownDataSet(String title, String licence, String home) {
    this.title = title;
    this.licence = licence;
    this.home = home;
  }

  /** Constants may not name those of their own class. */
  private static final class Texts {
    static final String NO_LICENCE = "none stated by the authors";

    private Texts() {}
  }

  /**
   * What is in it.
   *
   * @param side height and width
   */
  private record Images(int channels, int side, int training, int test, List<String> classNames) {}

  private Images images() {
    return switch (this) {
      case MNIST -> new Images(1, 28, 60_000, 10_000, ClassNames.numbers(10));
      case FASHION_MNIST -> new Images(1, 28, 60_000, 10_000, ClassNames.FASHION);
      case KMNIST -> new Images(1, 28, 60_000, 10_000, ClassNames.KUZUSHIJI);
      case EMNIST_BALANCED -> new Images(1, 28, 112_800, 18_800, ClassNames.EMNIST_BALANCED);
      case EMNIST_LETTERS -> new Images(1, 28, 124_800, 20_800, ClassNames.LETTERS);
      case CIFAR10 -> new Images(3, 32, 50_000, 10_000, ClassNames.CIFAR10);
      case CIFAR100 -> new Images(3, 32, 50_000, 10_000, ClassNames.CIFAR100);
    };
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
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As its authors write it. */
  public String title() {
    return title;
  }

  public DataShape shape() {
    Images images = images();
    return new DataShape(
        images.channels(), images.side(), images.side(), images.classNames().size());
  }

  public List<String> classNames() {
    return images().classNames();
  }

  public int trainingImages() {
    return images().training();
  }

  public int testImages() {
    return images().test();
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
}
