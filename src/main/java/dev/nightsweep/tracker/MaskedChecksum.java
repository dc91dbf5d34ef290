package dev.nightsweep.tracker;

import java.util.zip.CRC32C;

/** The checksum of LevelDB logs and TFRecord files: CRC-32C, rotated and with a number added. */
public final class MaskedChecksum {
  private static final int ADDED = 0xa282ead8;
  private static final int BITS = 15;

  private MaskedChecksum() {}

  public static int of(byte[] bytes, int from, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, from, length);
    return Integer.rotateRight((int) checksum.getValue(), BITS) + ADDED;
  }
}
