package dev.nightsweep.data;

import java.nio.charset.StandardCharsets;
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
 * @param training the training file, to be split
 * @param test the test file
 */
public record DataSet(
    String name, String source, String fingerprint, LabelledImages training, LabelledImages test) {

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
        join(trainImages, trainLabels),
        join(testImages, testLabels));
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
