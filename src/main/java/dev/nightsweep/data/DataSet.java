package dev.nightsweep.data;

import java.util.List;
import java.util.stream.Stream;

/**
 * A data set in memory.
 *
 * @param name as the spec names it
 * @param source for people: where the files were found
 * @param fingerprint SHA-256, in hex: of four IDX files over the concatenated hex SHA-256 of the
 *     unpacked files (training images and labels, test images and labels), of all else as {@link
 *     ContentFingerprint}
 * @param files those that were read, each by what it is to a data set
 * @param training the training images, to be split
 * @param test the test images
 * @param classNames in the order of the labels
 * @param remarks what is worth knowing before training on it, in sentences
 */
public record DataSet(
    String name,
    String source,
    String fingerprint,
    List<DataFile> files,
    LabelledImages training,
    LabelledImages test,
    List<String> classNames,
    List<String> remarks) {

  /** How the remark begins that the files are those of the authors. */
  static final String VERIFIED = "Verified: ";

  public DataSet {
    files = List.copyOf(files);
    classNames = List.copyOf(classNames);
    remarks = List.copyOf(remarks);
  }

  /**
   * One of them.
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

  /** How evenly the images fall into the classes. */
  public ClassBalance balance() {
    return ClassBalance.of(classNames, training, test);
  }

  /** The remarks but for the one that it is what its authors published. */
  public List<String> doubts() {
    return remarks.stream().filter(remark -> !remark.startsWith(VERIFIED)).toList();
  }

  DataSet withBalance() {
    return withRemarks(balance().remarks());
  }

  DataSet withRemarks(List<String> others) {
    List<String> more = Stream.concat(remarks.stream(), others.stream()).toList();
    return new DataSet(name, source, fingerprint, files, training, test, classNames, more);
  }

  /** The same with other images of the same classes. */
  DataSet with(LabelledImages newTraining, LabelledImages newTest) {
    return new DataSet(
        name,
        source,
        ContentFingerprint.of(newTraining, newTest),
        files,
        newTraining,
        newTest,
        classNames,
        remarks);
  }
}
