package dev.nightsweep.tracker.table;

import dev.nightsweep.tracker.TrackerLimits;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/** A text file of somebody's, in UTF-8; what is something else is called by its name. */
final class TextFile {
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final int SEEN = 16;

  private TextFile() {}

  /** What is told of a file whose bytes are no UTF-8. */
  static UnreadableRunException wrongLetters(Path file) {
    return new UnreadableRunException(
        file, "it is no UTF-8: some other program wrote its letters. Save it as UTF-8");
  }

  /**
   * Reads it. Bytes that are no UTF-8 are told by a {@link
   * java.nio.charset.CharacterCodingException}.
   */
  static Reader open(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new UnreadableRunException(
          file, Files.exists(file) ? "it is no regular file" : "there is no such file");
    } else if (Files.size(file) > TrackerLimits.MAX_FILE_BYTES) {
      throw new UnreadableRunException(
          file, "it is larger than %d MB".formatted(TrackerLimits.MAX_FILE_BYTES / 1_000_000));
    }
    InputStream in = new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
    try {
      in.mark(SEEN);
      byte[] first = in.readNBytes(SEEN);
      requireText(file, first);
      in.reset();
      if (begins(first, MARK)) {
        in.skipNBytes(MARK.length);
      }
      return new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static void requireText(Path file, byte[] first) throws UnreadableRunException {
    if (first.length == 0) {
      throw new UnreadableRunException(file, "it is empty");
    } else if (begins(first, new byte[] {0x1f, (byte) 0x8b})
        || begins(first, "PK".getBytes(StandardCharsets.US_ASCII))) {
      throw new UnreadableRunException(
          file, "it is packed, or a spreadsheet's own file. Unpack it, or save it as CSV");
    } else if (begins(first, new byte[] {(byte) 0xff, (byte) 0xfe})
        || begins(first, new byte[] {(byte) 0xfe, (byte) 0xff})) {
      throw new UnreadableRunException(file, "it is UTF-16. Save it as UTF-8");
    } else if (begins(first, "SQLite format 3".getBytes(StandardCharsets.US_ASCII))) {
      throw new UnreadableRunException(
          file, "it is a SQLite database. Is it one of mlflow, optuna or trackio?");
    } else if (begins(first, "PAR1".getBytes(StandardCharsets.US_ASCII))) {
      throw new UnreadableRunException(file, "it is Parquet. Write it as CSV");
    }
  }

  private static boolean begins(byte[] bytes, byte[] with) {
    return bytes.length >= with.length
        && Arrays.equals(bytes, 0, with.length, with, 0, with.length);
  }
}
