package dev.nightsweep.journal;

import dev.nightsweep.model.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * One journal line: {@code {"v":1,"seq":7,"crc32":"0a1b2c3d","payload":{…}}}. The CRC-32 (as in
 * zlib) covers version, number and payload as they are written: {@code 1 7 {…}} in UTF-8.
 */
final class LineFormat {
  static final int VERSION = 1;

  /** Up to the payload, which goes on to the closing brace; a pattern would look at each letter. */
  private static final Pattern HEAD =
      Pattern.compile(
          "\\{\"v\":(\\d{1,9}),\"seq\":(\\d{1,18}),\"crc32\":\"([0-9a-f]{8})\",\"payload\":");

  /** What Java reads in place of bytes that are not UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  private LineFormat() {}

  /** A line's number and entry. */
  record Numbered(long seq, Entry entry) {}

  /** A line's number and its payload, as its checksum holds. */
  record Frame(long seq, String payload) {}

  static String write(long seq, Entry entry) {
    String payload = Json.write(entry);
    // Said a thousand times a second in a storm: no format is parsed for it.
    return "{\"v\":"
        + VERSION
        + ",\"seq\":"
        + seq
        + ",\"crc32\":\""
        + crc(VERSION, seq, payload)
        + "\",\"payload\":"
        + payload
        + "}";
  }

  /**
   * Reads a line as it stands in a file, without its line break. The buffer has an array.
   *
   * @throws DamagedLineException if the line is not UTF-8, or as {@link #parse(String)}
   */
  static Numbered parse(ByteBuffer line) throws DamagedLineException {
    String text =
        new String(
            line.array(),
            line.arrayOffset() + line.position(),
            line.remaining(),
            StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      checkEncoding(line);
    }
    return parse(text);
  }

  private static void checkEncoding(ByteBuffer line) throws DamagedLineException {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(line);
    } catch (CharacterCodingException e) {
      throw new DamagedLineException("it is not UTF-8");
    }
  }

  /**
   * @throws DamagedLineException if the line is torn, altered, or of a newer version
   */
  static Numbered parse(String line) throws DamagedLineException {
    Frame frame = frame(line);
    try {
      return new Numbered(frame.seq(), Json.read(frame.payload(), Entry.class));
    } catch (IOException e) {
      throw new DamagedLineException("its payload cannot be read: " + e.getMessage());
    }
  }

  /**
   * What stands around the payload, which is not read.
   *
   * @throws DamagedLineException if the line is torn, altered, or of a newer version
   */
  static Frame frame(String line) throws DamagedLineException {
    Matcher matcher = HEAD.matcher(line);
    if (!matcher.lookingAt() || !line.endsWith("}")) {
      throw new DamagedLineException("it is not a complete journal line");
    }
    int version = Integer.parseInt(matcher.group(1));
    long seq = Long.parseLong(matcher.group(2));
    String payload = line.substring(matcher.end(), line.length() - 1);
    if (!crc(version, seq, payload).equals(matcher.group(3))) {
      throw new DamagedLineException("its checksum does not match");
    }
    if (version > VERSION) {
      throw new DamagedLineException("it was written by a newer Nightsweep (v" + version + ")");
    }
    return new Frame(seq, payload);
  }

  private static String crc(int version, long seq, String payload) {
    CRC32 crc = new CRC32();
    crc.update((version + " " + seq + " " + payload).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  /** The line cannot be trusted; the message says why. */
  static final class DamagedLineException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedLineException(String message) {
      super(message);
    }
  }
}
