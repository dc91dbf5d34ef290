package dev.nightsweep.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The binary version of CIFAR-10 or CIFAR-100: records of one or two labels (of two the second, the
 * fine one, counts) and 32×32 pixels, all red values first, then green, then blue.
 *
 * @param labels bytes before the pixels of an image
 * @param training the files, in order
 * @param test the one file
 */
record CifarSet(Path folder, KnownDataSet known, int labels, List<String> training, String test)
    implements DataFormat {

  static CifarSet of10(Path folder) {
    List<String> batches =
        IntStream.rangeClosed(1, 5).mapToObj("data_batch_%d.bin"::formatted).toList();
    return new CifarSet(folder, KnownDataSet.CIFAR10, 1, batches, "test_batch.bin");
  }

  static CifarSet of100(Path folder) {
    return new CifarSet(folder, KnownDataSet.CIFAR100, 2, List.of("train.bin"), "test.bin");
  }

  @Override
  public DataSet read(String name) {
    List<DataSet.DataFile> files = new ArrayList<>();
    LabelledImages trained = images(training, files);
    LabelledImages tested = images(List.of(test), files);
    return new DataSet(
        name,
        DataLimits.shown(folder),
        ContentFingerprint.of(trained, tested),
        files,
        trained,
        tested,
        known.classNames(),
        List.of(PublishedChecksums.NOT_VERIFIED));
  }

  private LabelledImages images(List<String> names, List<DataSet.DataFile> files) {
    int pixels = pixels();
    int count = names.stream().mapToInt(this::count).sum();
    DataLimits.requireFits(DataLimits.shown(folder), (long) count * pixels);
    byte[] values = new byte[count * pixels];
    int[] classes = new int[count];
    int image = 0;
    for (String name : names) {
      byte[] bytes = bytes(name);
      files.add(
          new DataSet.DataFile(
              name, DataLimits.shown(folder.resolve(name)), DigestUtils.sha256Hex(bytes)));
      for (int start = 0; start < bytes.length; start += labels + pixels) {
        classes[image] = label(name, bytes[start + labels - 1] & 0xff, start);
        System.arraycopy(bytes, start + labels, values, image * pixels, pixels);
        image++;
      }
    }
    return new LabelledImages(known.shape(), values, classes);
  }

  private int pixels() {
    return known.shape().channels() * known.shape().height() * known.shape().width();
  }

  /** How many images a file has by its size. */
  private int count(String name) {
    Path file = folder.resolve(name);
    int record = labels + pixels();
    long bytes = DataLimits.size(file, () -> missing(name));
    DataLimits.requireFits(DataLimits.shown(file), bytes);
    if (bytes == 0 || bytes % record != 0) {
      throw damaged(
          name,
          "has %d bytes, no whole number of images of %d: it ends within image %d"
              .formatted(bytes, record, bytes / record));
    }
    return (int) (bytes / record);
  }

  /** A file whose size was looked at; one that has changed meanwhile is refused. */
  private byte[] bytes(String name) {
    int expected = count(name) * (labels + pixels());
    byte[] bytes = DataLimits.read(folder.resolve(name), expected);
    if (bytes.length != expected) {
      throw damaged(name, "has become shorter while it was read");
    }
    return bytes;
  }

  private DataSetException missing(String name) {
    return new DataSetException(
        "%s has no %s. The binary version of %s is %s and %s, from %s."
            .formatted(
                DataLimits.shown(folder),
                name,
                known.title(),
                String.join(", ", training),
                test,
                known.home()));
  }

  private int label(String name, int label, int at) {
    if (label >= known.classNames().size()) {
      throw damaged(
          name,
          "has label %d at byte %d (image %d); labels are 0…%d"
              .formatted(
                  label, at + labels - 1, at / (labels + pixels()), known.classNames().size() - 1));
    }
    return label;
  }

  private DataSetException damaged(String name, String problem) {
    return new DataSetException(
        "%s %s. Replace it with an undamaged copy."
            .formatted(DataLimits.shown(folder.resolve(name)), problem));
  }
}
