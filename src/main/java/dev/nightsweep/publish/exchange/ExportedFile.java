package dev.nightsweep.publish.exchange;

import dev.nightsweep.journal.SweepFileReader;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** An exported sweep as a file: JSON, or a page that holds it packed. Anybody may have made it. */
record ExportedFile(Path file) {
  /** Of the file, and of the JSON in it once that is unpacked. */
  static final int MAX_MEGABYTES = 100;

  private static final long MAX_BYTES = MAX_MEGABYTES * 1_000_000L;
  private static final Pattern IN_PAGE = Pattern.compile("id=\"sweep-archive\">([^<]*)<");

  /** Reads the sweep; what it tells is not checked. */
  SweepFileReader.Read read() throws UnusableFileException {
    try {
      if (!Files.isRegularFile(file)) {
        throw new IOException(Files.exists(file) ? "it is no file" : "there is no such file");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw tooLarge("it is");
      }
      try (InputStream json = new Bounded(isJson() ? Files.newInputStream(file) : unpacked())) {
        return SweepFileReader.read(json);
      }
    } catch (CharacterCodingException e) {
      throw unreadable("it is not UTF-8");
    } catch (IOException e) {
      throw unreadable(e.getMessage());
    }
  }

  private UnusableFileException unreadable(String why) {
    String sentence = why.endsWith(".") ? why : why + ".";
    return new UnusableFileException("%s cannot be read: %s".formatted(file, sentence));
  }

  private boolean isJson() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      int first = in.read();
      while (Character.isWhitespace(first)) {
        first = in.read();
      }
      return first == '{';
    }
  }

  private InputStream unpacked() throws IOException {
    Matcher found = IN_PAGE.matcher(Files.readString(file));
    if (!found.find()) {
      throw new IOException(
          "it holds no sweep. Pages of up to 500 runs do, and so does what `nightsweep report"
              + " --format json` writes");
    }
    try {
      return new GZIPInputStream(
          new ByteArrayInputStream(
              Base64.getDecoder()
                  .decode(found.group(1).strip().getBytes(StandardCharsets.ISO_8859_1))));
    } catch (IllegalArgumentException | IOException e) {
      throw new IOException("the sweep in it is damaged", e);
    }
  }

  private static IOException tooLarge(String what) {
    return new IOException("%s larger than %d MB".formatted(what, MAX_MEGABYTES));
  }

  /** Ends where a file gets too large that is small while it is packed. */
  private static final class Bounded extends FilterInputStream {
    private long left = MAX_BYTES;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      count(read);
      return read;
    }

    private void count(int read) throws IOException {
      left -= read;
      if (left < 0) {
        throw tooLarge("what it holds is");
      }
    }
  }
}
