package dev.nightsweep.journal;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalName;
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
 * zlib) covers version, number and payload as they are written: {@code 1 7 {…}} in UTF-8. The last
 * field of a payload says which journal it belongs to; those of earlier versions lack it.
 */
final class LineFormat {
  static final int VERSION = 1;

  /** Up to the payload, which goes on to the closing brace; a pattern would look at each letter. */
  private static final Pattern HEAD =
      Pattern.compile(
          "\\{\"v\":(\\d{1,9}),\"seq\":(\\d{1,18}),\"crc32\":\"([0-9a-f]{8})\",\"payload\":");

  /** What Java reads in place of bytes that are not UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  /** An entry's own last field never looks like that: it would hold a quote or a second brace. */
  private static final Pattern OWNER = Pattern.compile(",(\"(?:run|sweep)\":\"[^\"]*\")}");

  private LineFormat() {}

  /**
   * A line's number and entry.
   *
   * @param owner whose journal it belongs to, as {@link #owner} says it; empty if it is not told
   */
  record Numbered(long seq, Entry entry, String owner) {}

  /** A line's number and its payload, as its checksum holds. */
  record Frame(long seq, String payload) {}

  /** What lines say of the journal that they belong to. */
  static String owner(JournalName name) {
    return name.runId()
        .map(runId -> "\"run\":" + Json.write(runId))
        .orElseGet(() -> "\"sweep\":" + Json.write(name.sweepId()));
  }

  /**
   * A line of a journal.
   *
   * @param owner says which
   */
  static String write(long seq, Entry entry, String owner) {
    String alone = Json.write(entry);
    return write(seq, alone.substring(0, alone.length() - 1) + "," + owner + "}");
  }

  static String write(long seq, String payload) {
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
      return new Numbered(
          frame.seq(), Json.read(frame.payload(), Entry.class), ownerIn(frame.payload()));
    } catch (IOException e) {
      throw new DamagedLineException("its payload cannot be read: " + e.getMessage());
    }
  }

  private static String ownerIn(String payload) {
    int start = Math.max(payload.lastIndexOf(",\"run\":"), payload.lastIndexOf(",\"sweep\":"));
    Matcher matcher = OWNER.matcher(payload.substring(Math.max(0, start)));
    return matcher.matches() ? matcher.group(1) : "";
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
