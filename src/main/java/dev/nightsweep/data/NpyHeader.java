package dev.nightsweep.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What stands before the numbers of an array in NumPy's format.
 *
 * @param type such as {@code |u1} for unsigned bytes
 * @param sizes the array's, the last running fastest
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The
 *     format</a>
 */
record NpyHeader(String type, List<Integer> sizes) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** NumPy itself reads no longer ones unasked. */
  private static final int MAX_LENGTH = 10_000;

  private static final int MAX_DIMENSIONS = 4;

  /** The only form that NumPy writes. */
  private static final Pattern FORM =
      Pattern.compile(
          "\\{ ?'descr': ?(?:'([^']{1,40})'|(\\[).*), ?'fortran_order': ?(True|False),"
              + " ?'shape': ?\\(([0-9, ]{0,100})\\),? ?\\}[ \\n]*",
          Pattern.DOTALL);

  /**
   * Reads it, and no byte more.
   *
   * @param array for messages
   * @throws DataSetException if it is none, or of an array that is not read
   */
  static NpyHeader read(String array, InputStream in) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2
        || !Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length))) {
      throw refused(array, "does not begin as an array of NumPy");
    }
    int version = start[MAGIC.length];
    byte[] length = in.readNBytes(version == 1 ? 2 : 4);
    long bytes = 0;
    for (int i = length.length - 1; i >= 0; i--) {
      bytes = (bytes << 8) | (length[i] & 0xff);
    }
    if (version < 1 || version > 3 || bytes > MAX_LENGTH) {
      throw refused(array, "has a header of version %d and %d bytes".formatted(version, bytes));
    }
    byte[] header = in.readNBytes((int) bytes);
    if (header.length < bytes) {
      throw refused(array, "ends within its header");
    }
    return parse(array, new String(header, StandardCharsets.UTF_8));
  }

  private static NpyHeader parse(String array, String header) {
    Matcher form = FORM.matcher(header);
    if (!form.matches()) {
      throw refused(array, "has a header that NumPy would not write");
    }
    if (form.group(2) != null) {
      throw refused(array, "has records, where plain numbers are read");
    }
    if (form.group(1).contains("O")) {
      throw refused(
          array, "holds Python objects (pickles), which are never read; make it one of integers");
    }
    if (form.group(3).equals("True")) {
      throw refused(array, "is in Fortran order; save numpy.ascontiguousarray of it");
    }
    return new NpyHeader(form.group(1), sizes(array, form.group(4)));
  }

  private static List<Integer> sizes(String array, String shape) {
    String[] sizes = shape.isBlank() ? new String[0] : shape.strip().split(" ?, ?");
    if (sizes.length == 0 || sizes.length > MAX_DIMENSIONS) {
      throw refused(array, "has %d dimensions".formatted(sizes.length));
    }
    try {
      return Stream.of(sizes).map(size -> Integer.valueOf(size.strip())).toList();
    } catch (NumberFormatException e) {
      throw refused(array, "declares impossible sizes (%s)".formatted(shape));
    }
  }

  /** The shape as NumPy prints it. */
  String shape() {
    return sizes.toString().replace('[', '(').replace(']', ')');
  }

  /** How many numbers there are. */
  long count() {
    long count = 1;
    for (int size : sizes) {
      count = size == 0 ? 0 : Math.multiplyExact(count, (long) size);
      if (count > Integer.MAX_VALUE) {
        return count; // too many in any case: no overflow
      }
    }
    return count;
  }

  static DataSetException refused(String array, String problem) {
    return new DataSetException("%s %s.".formatted(array, problem));
  }
}
