package dev.nightsweep.data;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A data set of four IDX files: images and labels, for training and for the test.
 *
 * @param remarks what was found before they are read
 */
record IdxSet(IdxSource source, IdxLayout layout, List<String> remarks) implements DataFormat {
  private static final String IMAGES = "idx3-ubyte";
  private static final String LABELS = "idx1-ubyte";

  @Override
  public DataSet read(String name) {
    IdxSource.IdxBytes trainImages = source.read(layout.train() + "-images", IMAGES);
    IdxSource.IdxBytes trainLabels = source.read(layout.train() + "-labels", LABELS);
    IdxSource.IdxBytes testImages = source.read(layout.test() + "-images", IMAGES);
    IdxSource.IdxBytes testLabels = source.read(layout.test() + "-labels", LABELS);
    List<DataSet.DataFile> files = new ArrayList<>();
    files.add(file("train-images", trainImages));
    files.add(file("train-labels", trainLabels));
    files.add(file("t10k-images", testImages));
    files.add(file("t10k-labels", testLabels));
    LabelledImages training = join(trainImages, trainLabels);
    LabelledImages test = join(testImages, testLabels);
    return new DataSet(
        name,
        source.describe(),
        layout.isLikeMnist() ? ofFiles(files) : ContentFingerprint.of(training, test),
        files,
        training,
        test,
        layout.classNames(),
        remarks);
  }

  private static DataSet.DataFile file(String kind, IdxSource.IdxBytes bytes) {
    return new DataSet.DataFile(kind, bytes.name(), bytes.sha256());
  }

  private LabelledImages join(IdxSource.IdxBytes images, IdxSource.IdxBytes labels) {
    return IdxFile.join(
        IdxFile.parse(images.name(), images.bytes(), 3),
        IdxFile.parse(labels.name(), labels.bytes(), 1),
        layout);
  }

  /** Over the concatenated hex hashes of the four: published results have it in their identity. */
  private static String ofFiles(List<DataSet.DataFile> files) {
    String hashes = files.stream().map(DataSet.DataFile::sha256).collect(Collectors.joining());
    return DigestUtils.sha256Hex(hashes.getBytes(StandardCharsets.US_ASCII));
  }
}
