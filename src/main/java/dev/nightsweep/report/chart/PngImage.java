package dev.nightsweep.report.chart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes images in colour as PNG inside a page: a path for each colour would be many times larger.
 */
public final class PngImage {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte DEPTH = 8;
  private static final byte GREY = 0;
  private static final byte TRUE_COLOUR = 2;

  private PngImage() {}

  /**
   * The image as an element of a page.
   *
   * @param channels 1 or 3
   * @param values channel by channel, row by row, 0 to 255
   * @param text for those who cannot see it
   */
  public static String element(int channels, int columns, List<Integer> values, String text) {
    int rows = values.size() / channels / columns;
    String data = Base64.getEncoder().encodeToString(bytes(channels, rows, columns, values));
    return "<img width=\"%d\" height=\"%d\" alt=\"%s\" src=\"data:image/png;base64,%s\">"
        .formatted(columns, rows, Svg.escape(text), data);
  }

  /** The file. */
  static byte[] bytes(int channels, int rows, int columns, List<Integer> values) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(columns).putInt(rows);
    header.put(DEPTH).put(channels == 1 ? GREY : TRUE_COLOUR);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(SIGNATURE);
    file.writeBytes(chunk("IHDR", header.array()));
    file.writeBytes(chunk("IDAT", packed(lines(channels, rows, columns, values))));
    file.writeBytes(chunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  /** Each line begins with 0, for no filter; channels stand side by side. */
  private static byte[] lines(int channels, int rows, int columns, List<Integer> values) {
    ByteBuffer lines = ByteBuffer.allocate(rows * (1 + columns * channels));
    for (int row = 0; row < rows; row++) {
      lines.put((byte) 0);
      for (int column = 0; column < columns; column++) {
        for (int channel = 0; channel < channels; channel++) {
          lines.put(values.get((channel * rows + row) * columns + column).byteValue());
        }
      }
    }
    return lines.array();
  }

  private static byte[] packed(byte[] lines) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return packed.toByteArray();
  }

  private static byte[] chunk(String kind, byte[] content) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + content.length).putInt(content.length);
    chunk.put(kind.getBytes(StandardCharsets.US_ASCII)).put(content);
    CRC32 sum = new CRC32();
    sum.update(chunk.array(), 4, 4 + content.length);
    return chunk.putInt((int) sum.getValue()).array();
  }
}
