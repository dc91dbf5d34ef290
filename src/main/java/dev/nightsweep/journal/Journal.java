package dev.nightsweep.journal;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * An append-only journal file, open for writing by one process. Not safe for use by several
 * threads.
 *
 * <p>Opening mends the end that a kill or a full disk may have left: an unfinished last line is cut
 * off, for it was never acknowledged. Lines before it are never touched.
 */
public final class Journal implements AutoCloseable {
  private final JournalName name;
  private final FileChannel channel;
  private long lastSeq;

  private Journal(JournalName name, FileChannel channel, long lastSeq) {
    this.name = name;
    this.channel = channel;
    this.lastSeq = lastSeq;
  }

  /** What a journal file holds: its good lines, and what is wrong with the others. */
  public record Content(List<JournalLine> lines, List<Damage> damage) {
    public Content {
      lines = List.copyOf(lines);
      damage = List.copyOf(damage);
    }
  }

  /** A line that cannot be trusted: its number in the file, from 1, and why. */
  public record Damage(int line, String problem) {}

  /** Opens the file for appending, creating it and its folders if they are missing. */
  public static Journal open(JournalName name, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    boolean fresh = !Files.exists(file);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      long lastSeq = fresh ? 0 : mendEnd(name, file, channel);
      channel.position(channel.size());
      if (fresh) {
        syncFolder(file.toAbsolutePath().getParent());
      }
      return new Journal(name, channel, lastSeq);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Appends an entry; when this returns it is on the disk. */
  public JournalLine append(Entry entry) throws IOException {
    JournalLine line = new JournalLine(name, lastSeq + 1, entry);
    long end = channel.position();
    byte[] bytes = (LineFormat.write(line.seq(), entry) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(false);
    } catch (IOException e) {
      cutBackTo(end, e);
      throw e;
    }
    lastSeq = line.seq();
    return line;
  }

  /** The number of the last line, 0 if there is none. */
  public long lastSeq() {
    return lastSeq;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Reads a whole journal. A missing file is an empty journal. */
  public static Content read(JournalName name, Path file) throws IOException {
    List<JournalLine> lines = new ArrayList<>();
    List<Damage> damage = new ArrayList<>();
    if (!Files.exists(file)) {
      return new Content(lines, damage);
    }
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      int number = 0;
      for (String raw = reader.readLine(); raw != null; raw = reader.readLine()) {
        number++;
        // Decoded by hand: one bad byte must cost its own line, not the reading of all others.
        String text = new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        addLine(name, text, number, lines, damage);
      }
    }
    return new Content(lines, damage);
  }

  private static void addLine(
      JournalName name, String text, int number, List<JournalLine> lines, List<Damage> damage) {
    try {
      LineFormat.Numbered line = LineFormat.parse(text);
      long expected = lines.isEmpty() ? 1 : lines.get(lines.size() - 1).seq() + 1;
      if (line.seq() != expected) {
        damage.add(new Damage(number, "its number is %d, not %d".formatted(line.seq(), expected)));
      }
      if (line.seq() >= expected) {
        lines.add(new JournalLine(name, line.seq(), line.entry()));
      }
    } catch (LineFormat.DamagedLineException e) {
      damage.add(new Damage(number, e.getMessage()));
    }
  }

  private static long mendEnd(JournalName name, Path file, FileChannel channel) throws IOException {
    long good = lengthOfWholeLines(file);
    if (good < channel.size()) {
      channel.truncate(good);
      channel.force(true);
    }
    List<JournalLine> lines = read(name, file).lines();
    return lines.isEmpty() ? 0 : lines.get(lines.size() - 1).seq();
  }

  /** The file's length up to and including its last line break. */
  private static long lengthOfWholeLines(Path file) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      byte[] chunk = new byte[8192];
      for (long end = bytes.length(); end > 0; end -= chunk.length) {
        long start = Math.max(0, end - chunk.length);
        int length = (int) (end - start);
        bytes.seek(start);
        bytes.readFully(chunk, 0, length);
        for (int i = length - 1; i >= 0; i--) {
          if (chunk[i] == '\n') {
            return start + i + 1;
          }
        }
      }
      return 0;
    }
  }

  private void cutBackTo(long end, IOException cause) {
    try {
      channel.truncate(end);
      channel.position(end);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Makes a new file's name durable; where folders cannot be synced (Windows) it is not needed. */
  private static void syncFolder(Path folder) {
    try (FileChannel handle = FileChannel.open(folder, StandardOpenOption.READ)) {
      handle.force(true);
    } catch (IOException e) {
      // Nothing to do: this file system does not sync folders.
    }
  }
}
