package dev.nightsweep.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A file on a disk that loses its power: what was not synced may be there in part, or not at all.
 */
final class RecordingDisk extends FullDisk {
  private static final int LOSSES = 20;

  private final FileChannel file;
  private final Random random;
  private byte[] synced = {};
  private Consumer<byte[]> watcher = left -> {};

  RecordingDisk(FileChannel file, Random random) {
    super(file);
    this.file = file;
    this.random = random;
    room(Integer.MAX_VALUE);
  }

  /** Gets what may be left if the power goes just after a write, several times. */
  void whenWritten(Consumer<byte[]> watcher) {
    this.watcher = watcher;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int written = super.write(source);
    for (int loss = 0; loss < LOSSES; loss++) {
      watcher.accept(afterPowerLoss());
    }
    return written;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    synced = bytes();
  }

  /** What was synced, and of what changed since each byte or not, up to any length. */
  byte[] afterPowerLoss() {
    byte[] now = bytes();
    int shorter = Math.min(now.length, synced.length);
    int length = shorter + random.nextInt(Math.abs(now.length - synced.length) + 1);
    byte[] left = Arrays.copyOf(synced, length);
    for (int i = 0; i < Math.min(length, now.length); i++) {
      boolean changed = i >= synced.length || now[i] != synced[i];
      left[i] = changed && random.nextBoolean() ? now[i] : left[i];
    }
    return left;
  }

  private byte[] bytes() {
    try {
      ByteBuffer all = ByteBuffer.allocate((int) file.size());
      while (all.hasRemaining()) {
        file.read(all, all.position());
      }
      return all.array();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
