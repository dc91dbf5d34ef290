package dev.nightsweep.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

/** The images of a folder, decoded one by one, all of one size in the end. */
final class ReadImages {
  private final ImageFolder folder;
  private final DataOptions options;
  private final List<PlanarImage> images = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();
  private final StringBuilder manifest = new StringBuilder();
  private String first = "";
  private long bytes;

  ReadImages(ImageFolder folder, DataOptions options) {
    this.folder = folder;
    this.options = options;
  }

  /**
   * Reads the images of all classes.
   *
   * @param folders by class
   * @param classes all there are, in the order of their labels
   */
  void addAll(Map<String, Path> folders, List<String> classes) {
    for (Map.Entry<String, Path> entry : folders.entrySet()) {
      int label = classes.indexOf(entry.getKey());
      if (label < 0) {
        throw refused(
            entry.getValue(), "is a class without a folder in train. Rename or delete it");
      }
      for (Path file : folder.images(entry.getValue())) {
        add(file, label);
      }
    }
  }

  private void add(Path file, int label) {
    byte[] content = DataLimits.read(file, DataLimits.MAX_IMAGE_FILE_BYTES);
    manifest
        .append(DigestUtils.sha256Hex(content))
        .append("  ")
        .append(folder.name(file))
        .append('\n');
    PlanarImage image = sized(file, decoded(file, content));
    bytes += image.values().length;
    DataLimits.requireFits(DataLimits.shown(file.getParent()), bytes);
    images.add(image);
    labels.add(label);
  }

  private static PlanarImage decoded(Path file, byte[] content) {
    try {
      return ImageDecoder.decode(content);
    } catch (DamagedImageException e) {
      throw refused(
          file,
          "cannot be used: %s. Replace or delete it"
              .formatted(DataLimits.shown(String.valueOf(e.getMessage()))));
    }
  }

  private PlanarImage sized(Path file, PlanarImage image) {
    if (options.isResizing()) {
      return new PlanarImage(
          image.channels(),
          options.height(),
          options.width(),
          image.resized(options.height(), options.width()));
    }
    if (images.isEmpty()) {
      first = folder.name(file);
      if (Math.max(image.height(), image.width()) > DataLimits.MAX_NET_SIDE) {
        throw refused(
            file, "is %s. Images of that size are only read with a resize".formatted(image.size()));
      }
    } else if (!image.size().equals(images.get(0).size())) {
      throw refused(
          file,
          "is %s, and %s is %s. Images of several sizes are only read with a resize"
              .formatted(image.size(), first, images.get(0).size()));
    }
    return image;
  }

  int size() {
    return images.size();
  }

  /** Some of the images, as one part of a data set; in colour if any image of the set is. */
  LabelledImages labelled(int classes, int from, int to) {
    if (from == to) {
      throw new DataSetException(
          "There is no image in %s of the data set: PNG or JPEG files are looked for in the folder of each class."
              .formatted(from == 0 ? "train, or in any class," : "test"));
    }
    int channels = images.stream().mapToInt(PlanarImage::channels).max().orElse(1);
    PlanarImage like = images.get(from);
    int values = channels * like.height() * like.width();
    DataLimits.requireFits("The data set", (long) (to - from) * values);
    byte[] all = new byte[(to - from) * values];
    for (int image = from; image < to; image++) {
      byte[] one = channels == 1 ? images.get(image).values() : images.get(image).inColour();
      System.arraycopy(one, 0, all, (image - from) * values, values);
    }
    return new LabelledImages(
        new DataShape(channels, like.height(), like.width(), classes),
        all,
        labels.subList(from, to).stream().mapToInt(Integer::intValue).toArray());
  }

  /** What {@code sha256sum} would print of all files, in order. */
  String manifest() {
    return manifest.toString();
  }

  List<String> remarks() {
    List<String> leftOut = folder.leftOut();
    long grey = images.stream().filter(image -> image.channels() == 1).count();
    List<String> remarks = new ArrayList<>();
    remarks.add(PublishedChecksums.NOT_VERIFIED);
    if (!leftOut.isEmpty()) {
      remarks.add(
          "%d files are no images and were left out, such as %s."
              .formatted(leftOut.size(), leftOut.get(0)));
    }
    if (grey > 0 && grey < images.size()) {
      remarks.add("%d of %d images are grey among coloured ones.".formatted(grey, images.size()));
    }
    return remarks;
  }

  private static DataSetException refused(Path file, String problem) {
    return new DataSetException("%s %s.".formatted(DataLimits.shown(file), problem));
  }
}
