package dev.nightsweep.data;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A data set in memory.
 *
 * @param name as the spec names it
 * @param source for people: where the files were found
 * @param fingerprint SHA-256, in hex, over the concatenated hex SHA-256 of the four unpacked files
 *     (training images and labels, test images and labels)
 * @param files the four, each by what it is to a data set
 * @param training the training file, to be split
 * @param test the test file
 */
public record DataSet(
    String name,
    String source,
    String fingerprint,
    List<DataFile> files,
    LabelledImages training,
    LabelledImages test) {

  public DataSet {
    files = List.copyOf(files);
  }

  /**
   * One of the four.
   *
   * @param kind such as {@code train-images}, whatever the file is called
   * @param path for people: where it was found
   * @param sha256 of its unpacked content, in hex
   */
  public record DataFile(String kind, String path, String sha256) {}

  /** What its training images are like. */
  public DataShape shape() {
    return training.shape();
  }

  static DataSet read(String name, IdxSource source) {
    IdxSource.IdxBytes trainImages = source.read("train-images", "idx3-ubyte");
    IdxSource.IdxBytes trainLabels = source.read("train-labels", "idx1-ubyte");
    IdxSource.IdxBytes testImages = source.read("t10k-images", "idx3-ubyte");
    IdxSource.IdxBytes testLabels = source.read("t10k-labels", "idx1-ubyte");
    return new DataSet(
        name,
        source.describe(),
        fingerprint(trainImages, trainLabels, testImages, testLabels),
        List.of(
            file("train-images", trainImages),
            file("train-labels", trainLabels),
            file("t10k-images", testImages),
            file("t10k-labels", testLabels)),
        join(trainImages, trainLabels),
        join(testImages, testLabels));
  }

  private static DataFile file(String kind, IdxSource.IdxBytes bytes) {
    return new DataFile(kind, bytes.name(), bytes.sha256());
  }

  private static LabelledImages join(IdxSource.IdxBytes images, IdxSource.IdxBytes labels) {
    return IdxFile.join(
        IdxFile.parse(images.name(), images.bytes(), 3),
        IdxFile.parse(labels.name(), labels.bytes(), 1));
  }

  private static String fingerprint(IdxSource.IdxBytes... files) {
    String hashes = Stream.of(files).map(IdxSource.IdxBytes::sha256).collect(Collectors.joining());
    return DigestUtils.sha256Hex(hashes.getBytes(StandardCharsets.US_ASCII));
  }
}
