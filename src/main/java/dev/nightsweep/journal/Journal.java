package dev.nightsweep.journal;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An append-only journal file, open for writing by one process. Not safe for use by several
 * threads.
 *
 * <p>Opening mends the end that a kill or a full disk may have left: an unfinished last line is cut
 * off, for it was never acknowledged; readers pass over it. Lines before it are never touched.
 */
public final class Journal implements AutoCloseable {
  private static final byte[] NOTHING = {};
  private static final int END_BYTES = 1 << 14;
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  private final JournalName name;
  private final String owner;
  private final FileChannel channel;
  private final Optional<SweepLock> lock;
  private long lastSeq;

  /** Where the last whole line ends; what stands behind it is left from a failure. */
  private long end;

  /** Number and end of the last line that is on the disk for certain. */
  private long syncedSeq;

  private long syncedEnd;

  /** Whether something may stand behind the end. */
  private boolean leftOver;

  /** The folder, until it has the file's name on the disk for certain. */
  private Optional<Path> unsyncedFolder;

  Journal(JournalName name, FileChannel channel, long lastSeq) throws IOException {
    this(name, channel, lastSeq, Optional.empty(), Optional.empty());
  }

  private Journal(
      JournalName name,
      FileChannel channel,
      long lastSeq,
      Optional<Path> folder,
      Optional<SweepLock> lock)
      throws IOException {
    this.name = name;
    this.owner = LineFormat.owner(name);
    this.lock = lock;
    this.unsyncedFolder = folder;
    this.channel = channel;
    this.lastSeq = lastSeq;
    this.end = channel.size();
    this.syncedSeq = lastSeq;
    this.syncedEnd = end;
    channel.position(end);
  }

  /**
   * What a journal file holds: its good lines, and what is wrong with the others.
   *
   * @param cutShort whether it ends in a part of a line, as a kill may leave it
   */
  public record Content(List<JournalLine> lines, List<Damage> damage, boolean cutShort) {
    public Content {
      lines = List.copyOf(lines);
      damage = List.copyOf(damage);
    }

    /** The number of the last good line, 0 if there is none. */
    public long lastSeq() {
      return lines.isEmpty() ? 0 : lines.get(lines.size() - 1).seq();
    }
  }

  /** A line that cannot be trusted: its number in the file, from 1, and why. */
  public record Damage(int line, String problem) {}

  /**
   * Opens the file for appending, creating it and its folders if they are missing. Who writes a
   * sweep's own journal has its lock until it is closed; a run's is locked by its worker.
   *
   * @throws JournalBusyException if somebody else writes it
   */
  public static Journal open(JournalName name, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (name.runId().isPresent()) {
      return open(name, file, Optional.empty());
    }
    SweepLock lock = SweepLock.take(file.toAbsolutePath().getParent());
    try {
      return open(name, file, Optional.of(lock));
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Opens a sweep's own journal for whoever has its lock, and keeps it. */
  public static Journal open(JournalName name, Path file, SweepLock held) throws IOException {
    if (!held.isOf(file)) {
      throw new IllegalArgumentException("the lock is not that of " + file);
    }
    return open(name, file, Optional.empty());
  }

  private static Journal open(JournalName name, Path file, Optional<SweepLock> lock)
      throws IOException {
    boolean fresh = !Files.exists(file);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      long lastSeq = fresh ? 0 : mendEnd(name, file, channel);
      // Not only when it is fresh: who made it may have died before its name was on the disk.
      return new Journal(
          name, channel, lastSeq, Optional.of(file.toAbsolutePath().getParent()), lock);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Appends an entry; when this returns it is on the disk, and so is all before it. When it throws,
   * the entry is not in the journal, and the next one may be tried.
   */
  public JournalLine append(Entry entry) throws IOException {
    JournalLine line = write(entry);
    sync();
    return line;
  }

  /**
   * Appends an entry that outlives this process, but not a loss of power before the next {@link
   * #sync}: until then nobody may be told of it. One sync for several lines that come at once costs
   * no more than for one. When it throws, the entry is not in the journal.
   */
  public JournalLine write(Entry entry) throws IOException {
    JournalLine line = new JournalLine(name, lastSeq + 1, entry);
    byte[] bytes =
        (LineFormat.write(line.seq(), entry, owner) + "\n").getBytes(StandardCharsets.UTF_8);
    if (leftOver) {
      cutBack();
    }
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      cutBackAfter(e);
      throw e;
    }
    end += bytes.length;
    lastSeq = line.seq();
    return line;
  }

  /**
   * When this returns, all that was written is on the disk. When it throws, the entries since the
   * last sync are not in the journal.
   */
  public void sync() throws IOException {
    if (syncedEnd == end) {
      return;
    }
    try {
      channel.force(false);
      unsyncedFolder.ifPresent(Journal::syncFolder); // after the file: it has less to do then
      unsyncedFolder = Optional.empty();
    } catch (IOException e) {
      end = syncedEnd;
      lastSeq = syncedSeq;
      cutBackAfter(e);
      throw e;
    }
    syncedEnd = end;
    syncedSeq = lastSeq;
  }

  /** The number of the last line, 0 if there is none. */
  public long lastSeq() {
    return lastSeq;
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      if (lock.isPresent()) {
        lock.get().close();
      }
    }
  }

  /** Reads a whole journal. A missing file is an empty journal. */
  public static Content read(JournalName name, Path file) throws IOException {
    return read(name, Files.exists(file) ? bytes(file) : NOTHING);
  }

  /** Nothing but a file has an end that can be counted on. */
  private static byte[] bytes(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is no file");
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is too large for a journal");
    }
    return Files.readAllBytes(file);
  }

  /** Replaces a journal by the entries of another one, as its own; they are then on the disk. */
  public static void replace(JournalName name, Path file, List<JournalLine> lines)
      throws IOException {
    StringBuilder text = new StringBuilder();
    for (JournalLine line : lines) {
      text.append(LineFormat.write(line.seq(), line.entry(), LineFormat.owner(name))).append('\n');
    }
    AtomicFile.write(file, text.toString());
    sync(file);
  }

  /** Brings to the disk what a process that is gone may have written and not synced. */
  public static void sync(Path file) throws IOException {
    if (Files.exists(file)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(false);
      }
    }
  }

  /**
   * The number of the last good line, 0 if there is none; mostly without reading all of the file.
   */
  public static long lastSeq(JournalName name, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return read(name, file).lastSeq();
    }
    String[] end = new String(end(file), StandardCharsets.UTF_8).split("\n", -1);
    try {
      // Behind the last line break stands nothing, or what a kill cut short; the first may be cut.
      String last = end.length < 3 ? "" : end[end.length - 2];
      return LineFormat.frame(last).seq();
    } catch (LineFormat.DamagedLineException e) {
      return read(name, file).lastSeq();
    }
  }

  private static byte[] end(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long from = Math.max(0, channel.size() - END_BYTES);
      ByteBuffer end = ByteBuffer.allocate((int) (channel.size() - from));
      channel.read(end, from);
      return Arrays.copyOf(end.array(), end.position());
    }
  }

  /** What stands in the bytes of a journal. */
  public static Content read(JournalName name, byte[] bytes) {
    List<JournalLine> lines = new ArrayList<>();
    List<Damage> damage = new ArrayList<>();
    int number = 0;
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        number++;
        addLine(name, ByteBuffer.wrap(bytes, start, i - start), number, lines, damage);
        start = i + 1;
      }
    }
    boolean breakDamaged = isWholeButForItsBreak(bytes, start);
    if (breakDamaged) {
      damage.add(new Damage(number + 1, "its line break is damaged"));
    }
    return new Content(lines, damage, start < bytes.length && !breakDamaged);
  }

  private static void addLine(
      JournalName name,
      ByteBuffer bytes,
      int number,
      List<JournalLine> lines,
      List<Damage> damage) {
    try {
      LineFormat.Numbered line = LineFormat.parse(bytes);
      if (!line.owner().isEmpty() && !line.owner().equals(LineFormat.owner(name))) {
        addForeign(line.owner(), number, damage);
        return;
      }
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

  /** Journals are swapped as a whole: the same is said once for all lines in a row. */
  private static void addForeign(String owner, int number, List<Damage> damage) {
    String problem =
        "from here on it belongs to another journal (%s): files were swapped or copied"
            .formatted(owner.replace("\"", "").replace(":", " "));
    boolean told = !damage.isEmpty() && damage.get(damage.size() - 1).problem().equals(problem);
    if (!told) {
      damage.add(new Damage(number, problem));
    }
  }

  /**
   * Whether the file's end is a whole line, and then one byte that should be a line break: that is
   * no line that a kill cut short, but one that was acknowledged and damaged since.
   */
  private static boolean isWholeButForItsBreak(byte[] bytes, int start) {
    try {
      LineFormat.parse(ByteBuffer.wrap(bytes, start, Math.max(0, bytes.length - 1 - start)));
      return true;
    } catch (LineFormat.DamagedLineException e) {
      return false; // cut short, as ends may be
    }
  }

  /** Makes the file end with a line break and returns the last number given out. */
  private static long mendEnd(JournalName name, Path file, FileChannel channel) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int start = bytes.length;
    while (start > 0 && bytes[start - 1] != '\n') {
      start--;
    }
    if (isWholeButForItsBreak(bytes, start)) {
      bytes[bytes.length - 1] = '\n';
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}), bytes.length - 1L);
      channel.force(true);
    } else if (start < bytes.length) {
      channel.truncate(start);
      channel.force(true);
      bytes = Arrays.copyOf(bytes, start);
    }
    return lastNumber(read(name, bytes), bytes);
  }

  /** A damaged line at the end had a number too, which must not be given out again. */
  private static long lastNumber(Content content, byte[] bytes) {
    long written = 0;
    for (byte b : bytes) {
      written += b == '\n' ? 1 : 0;
    }
    return Math.max(written, content.lastSeq());
  }

  private void cutBack() throws IOException {
    leftOver = true;
    channel.truncate(end);
    channel.position(end);
    leftOver = false;
  }

  private void cutBackAfter(IOException cause) {
    try {
      cutBack();
    } catch (IOException e) {
      cause.addSuppressed(e); // tried again before the next line
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
