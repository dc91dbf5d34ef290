package dev.nightsweep.tracker;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file that another process may still write to. What is not taken yet can be looked at; a reader
 * takes whole records and leaves the rest for later. Links are not followed.
 */
public final class GrowingFile implements Closeable {
  /** What no reader has taken yet: a record, and what is around the parts of it. */
  private static final int MAX_WAITING = TrackerLimits.MAX_RECORD_BYTES + (1 << 20);

  private final Path path;
  private final long maxBytes;
  private final SeekableByteChannel channel;
  private byte[] waiting = {};
  private long taken;

  private GrowingFile(Path path, long maxBytes, SeekableByteChannel channel) {
    this.path = path;
    this.maxBytes = maxBytes;
    this.channel = channel;
  }

  /** Opens a regular file of up to {@link TrackerLimits#MAX_FILE_BYTES}. */
  public static GrowingFile open(Path path) throws IOException {
    return open(path, TrackerLimits.MAX_FILE_BYTES);
  }

  /**
   * Opens a regular file.
   *
   * @param maxBytes how large it may be, and become
   */
  public static GrowingFile open(Path path, long maxBytes) throws IOException {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new UnreadableRunException(path, 0, what(path));
    }
    return new GrowingFile(
        path,
        maxBytes,
        Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
  }

  private static String what(Path path) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return "it is not there";
    }
    return Files.isSymbolicLink(path)
        ? "it is no regular file, but a link, which is not followed"
        : "it is no regular file";
  }

  /** What is there and not taken, up to {@link TrackerLimits#MAX_LOOK_BYTES} more than before. */
  public byte[] look() throws IOException {
    long size = channel.size();
    if (size > maxBytes) {
      throw unreadable("it is larger than %d MB".formatted(maxBytes / 1_000_000));
    }
    if (size < taken + waiting.length) {
      throw unreadable("it has become shorter");
    }
    if (waiting.length > MAX_WAITING) {
      throw unreadable(
          "a record of more than %d MiB".formatted(TrackerLimits.MAX_RECORD_BYTES >> 20));
    }
    int more = (int) Math.min(size - taken - waiting.length, TrackerLimits.MAX_LOOK_BYTES);
    ByteBuffer buffer = ByteBuffer.allocate(waiting.length + more).put(waiting);
    channel.position(taken + waiting.length);
    int length = 0;
    while (length >= 0 && buffer.hasRemaining()) {
      length = channel.read(buffer);
    }
    byte[] there = new byte[buffer.position()];
    buffer.flip().get(there);
    waiting = there;
    return there.clone();
  }

  /** Whether the last look saw the file's end as it then was. */
  public boolean isAtEnd() throws IOException {
    return taken + waiting.length == channel.size();
  }

  /** Takes so many bytes from the front of what was looked at. */
  public void take(int bytes) {
    byte[] left = new byte[waiting.length - bytes];
    System.arraycopy(waiting, bytes, left, 0, left.length);
    waiting = left;
    taken += bytes;
  }

  /** How many bytes were taken. */
  public long position() {
    return taken;
  }

  /** The same file as unreadable from the first byte on that is not taken. */
  public UnreadableRunException unreadable(String why) {
    return new UnreadableRunException(path, taken, why);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
