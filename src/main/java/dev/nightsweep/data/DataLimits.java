package dev.nightsweep.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** How much of a stranger's data set is taken in. */
final class DataLimits {
  static final int MIN_CLASSES = 2;
  static final int MAX_CLASSES = 1000;

  /** Of one image that is drawn from a file of its own. */
  static final int MAX_IMAGE_FILE_BYTES = 64 << 20;

  /** Of one image before it is made smaller, in each direction and as a whole. */
  static final int MAX_SIDE = 20_000;

  static final int MAX_PIXELS = 40_000_000;

  /** Of a side of the images that a net gets. */
  static final int MAX_NET_SIDE = 4096;

  static final int MAX_FILES = 5_000_000;

  /** Of a file's name, and of a class's. */
  static final int MAX_NAME = 255;

  private static final long MAX_BYTES = 1L << 30;

  /** A file is in memory twice while it is read, and others beside it. */
  private static final int SHARE_OF_MEMORY = 3;

  private DataLimits() {}

  /** The most bytes that the images of one part may have, or one file when it is unpacked. */
  static long maxBytes() {
    return Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY);
  }

  /**
   * The whole of a file, if it is no larger than that.
   *
   * @throws DataSetException if it is larger, or cannot be read
   */
  static byte[] read(Path file, long most) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes((int) most);
      if (in.read() >= 0) {
        throw tooLarge(shown(file), most);
      }
      return bytes;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** How many bytes a file has; {@code missing} says what is wrong if there is none. */
  static long size(Path file, Supplier<DataSetException> missing) {
    if (!Files.isRegularFile(file)) {
      throw missing.get();
    }
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Refuses what is more than is taken in. */
  static void requireFits(String what, long bytes) {
    if (bytes > maxBytes()) {
      throw tooLarge(what, maxBytes());
    }
  }

  static DataSetException unreadable(Path file, IOException why) {
    return new DataSetException(
        "%s cannot be read: %s".formatted(shown(file), shown(String.valueOf(why.getMessage()))),
        why);
  }

  private static DataSetException tooLarge(String what, long most) {
    return new DataSetException(
        "%s has more than %d MB, which is more than fits into memory here. Data sets are read whole: leave images out, or make them smaller."
            .formatted(what, most >> 20));
  }

  /** A path for people: whoever named a file may have put anything into its name. */
  static String shown(Path path) {
    return shown(path.toString());
  }

  static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    name.codePoints()
        .limit(1000)
        .forEach(
            c -> {
              if (isPlain(c)) {
                shown.appendCodePoint(c);
              } else {
                shown.append("\\u%04x".formatted(c));
              }
            });
    return shown.toString();
  }

  /** Whether a name has nothing that would steer a terminal or turn the order of a line. */
  static boolean isPlain(String name) {
    return name.length() <= MAX_NAME && name.codePoints().allMatch(DataLimits::isPlain);
  }

  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
