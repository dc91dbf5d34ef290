package dev.nightsweep.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A PNG file checked chunk by chunk: the JDK's reader does not look at checksums. What it does not
 * need for the pixels (texts, profiles, times) is left out and never unpacked.
 */
final class PngChunks {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
  private static final int AROUND = 12;
  private static final int HEADER_BYTES = 13;

  private final ByteArrayOutputStream bare = new ByteArrayOutputStream();
  private final ByteBuffer header;

  private PngChunks(ByteBuffer header) {
    this.header = header;
  }

  static boolean isPng(byte[] bytes) {
    return ByteBuffer.wrap(bytes).mismatch(ByteBuffer.wrap(SIGNATURE)) == SIGNATURE.length;
  }

  /**
   * @throws DamagedImageException if it is not a whole PNG file
   */
  static PngChunks of(byte[] file) throws DamagedImageException {
    ByteBuffer bytes = ByteBuffer.wrap(file).position(SIGNATURE.length);
    PngChunks chunks = new PngChunks(header(bytes.slice()));
    chunks.bare.writeBytes(SIGNATURE);
    String kind = "";
    while (!kind.equals("IEND")) {
      kind = chunks.take(file, bytes);
    }
    return chunks;
  }

  private static ByteBuffer header(ByteBuffer bytes) throws DamagedImageException {
    if (bytes.remaining() < AROUND + HEADER_BYTES || bytes.getInt() != HEADER_BYTES) {
      throw new DamagedImageException("it has no header of PNG at byte 8");
    }
    return bytes.position(8).slice();
  }

  private String take(byte[] file, ByteBuffer bytes) throws DamagedImageException {
    int start = bytes.position();
    if (bytes.remaining() < AROUND) {
      throw new DamagedImageException("it ends at byte %d, before its end".formatted(file.length));
    }
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining() - (AROUND - 4)) {
      throw new DamagedImageException(
          "it ends at byte %d, within the part that begins at byte %d"
              .formatted(file.length, start));
    }
    String kind = new String(file, start + 4, 4, StandardCharsets.ISO_8859_1);
    CRC32 sum = new CRC32();
    sum.update(file, start + 4, 4 + length);
    bytes.position(start + 8 + length);
    if ((int) sum.getValue() != bytes.getInt()) {
      throw new DamagedImageException(
          "the checksum of the part at byte %d does not fit".formatted(start));
    }
    if (NEEDED.contains(kind)) {
      bare.write(file, start, AROUND + length);
    }
    return kind;
  }

  int width() {
    return header.getInt(0);
  }

  int height() {
    return header.getInt(4);
  }

  /** Bits of each channel. */
  int depth() {
    return header.get(8);
  }

  /** The file without what is not needed. */
  byte[] bare() {
    return bare.toByteArray();
  }
}
