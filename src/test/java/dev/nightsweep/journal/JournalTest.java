package dev.nightsweep.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.SweepState;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal keeps what it acknowledged, and says what it cannot trust. */
class JournalTest {
  private static final JournalName NAME = JournalName.ofSweep("s");
  private static final Entry NEXT = new Entry.AttemptStarted("next", 9, 9, EntrySamples.AT);

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("new").resolve("sweep.jsonl");
  }

  @Test
  void aMissingFileIsAnEmptyJournal() throws IOException {
    assertThat(read().lines()).isEmpty();
    assertThat(read().damage()).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void entriesComeBackNumberedFromOne() throws IOException {
    try (Journal journal = Journal.open(NAME, file)) {
      assertThat(journal.lastSeq()).isZero();
      assertThat(journal.append(EntrySamples.entries().get(0)))
          .isEqualTo(new JournalLine(NAME, 1, EntrySamples.entries().get(0)));
      assertThat(journal.lastSeq()).isEqualTo(1);
    }
    try (Journal journal = Journal.open(NAME, file)) {
      for (Entry entry : EntrySamples.entries().subList(1, EntrySamples.entries().size())) {
        journal.append(entry);
      }
    }
    assertThat(read().lines()).extracting(JournalLine::entry).isEqualTo(EntrySamples.entries());
    assertThat(read().lines()).extracting(JournalLine::seq).startsWith(1L, 2L, 3L);
    assertThat(read().damage()).isEmpty();
  }

  @Test
  void aCutAnywhereKeepsAllWholeLinesAndTheNextEntryIsReadable() throws IOException {
    byte[] whole = write(small());
    List<JournalLine> lines = read().lines();
    for (int length = 0; length <= whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      int kept = count(cut, '\n');
      Files.write(file, cut);

      assertThat(read().lines()).as("cut at %d", length).isEqualTo(lines.subList(0, kept));
      assertThat(read().damage()).as("cut at %d", length).isEmpty();
      try (Journal journal = Journal.open(NAME, file)) {
        assertThat(journal.append(NEXT).seq()).isEqualTo(kept + 1);
      }
      assertThat(read().lines().subList(0, kept)).isEqualTo(lines.subList(0, kept));
      assertThat(read().lines()).hasSize(kept + 1);
      assertThat(read().lines().get(kept).entry()).isEqualTo(NEXT);
      assertThat(read().damage()).isEmpty();
    }
  }

  @Test
  void noFlippedBitGoesUnnoticed() throws IOException {
    byte[] whole = write(small());
    List<JournalLine> lines = read().lines();
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, flipped);

      Journal.Content content = read();
      assertThat(content.damage()).as("bit %d", bit).isNotEmpty();
      assertThat(lines).as("bit %d", bit).containsAll(content.lines());
      assertThat(content.lines()).as("bit %d", bit).hasSizeGreaterThanOrEqualTo(lines.size() - 2);
    }
  }

  @Test
  void afterAFlippedBitANewEntryGetsANumberOfItsOwn() throws IOException {
    byte[] whole = write(List.of(NEXT, NEXT));
    for (int i = lastLineStart(whole); i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= (byte) (1 << i % 8); // a bit of each byte: every opening syncs the disk
      Files.write(file, flipped);

      try (Journal journal = Journal.open(NAME, file)) {
        assertThat(journal.append(NEXT).seq()).as("byte %d", i).isGreaterThan(2);
      }
      List<JournalLine> now = read().lines();
      assertThat(now.get(now.size() - 1).entry()).isEqualTo(NEXT);
    }
  }

  @Test
  void aMissingLineIsReportedAndTheRestIsKept() throws IOException {
    String text = new String(write(small()), UTF_8);
    List<String> lines = List.of(text.split("\n"));
    Files.writeString(
        file,
        lines.get(0) + "\n" + lines.stream().skip(2).collect(Collectors.joining("\n")) + "\n");
    assertThat(read().lines()).hasSize(lines.size() - 1);
    assertThat(read().damage()).containsExactly(new Journal.Damage(2, "its number is 3, not 2"));
  }

  @Test
  void aRepeatedLineIsReportedAndNotReadTwice() throws IOException {
    byte[] whole = write(small());
    byte[] twice = Arrays.copyOf(whole, whole.length * 2);
    System.arraycopy(whole, 0, twice, whole.length, whole.length);
    Files.write(file, twice);
    assertThat(read().lines()).hasSize(small().size());
    assertThat(read().damage()).hasSize(small().size());
  }

  @Test
  void bytesThatAreNotUtf8AreDamageAndTheSignForThemIsNot() throws IOException {
    Entry odd =
        new Entry.SweepChanged(SweepState.PAUSED, "said \uFFFD, \u2028 and }", EntrySamples.AT);
    byte[] whole = write(List.of(odd));
    assertThat(read().lines()).extracting(JournalLine::entry).containsExactly(odd);
    assertThat(read().damage()).isEmpty();

    byte[] sign = "\uFFFD".getBytes(UTF_8);
    int at = new String(whole, ISO_8859_1).indexOf(new String(sign, ISO_8859_1));
    whole[at + 2] = 'x';
    Files.write(file, whole);

    assertThat(read().lines()).isEmpty();
    assertThat(read().damage())
        .extracting(Journal.Damage::problem)
        .containsExactly("it is not UTF-8");
  }

  @Test
  void aFailedAppendLeavesNothingAndTheNextWorks() throws IOException {
    write(small());
    int count = small().size();
    FileChannel real = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FullDisk disk = new FullDisk(real);
    try (Journal journal = new Journal(NAME, disk, count)) {
      disk.room(10);
      assertThatThrownBy(() -> journal.append(NEXT)).isInstanceOf(IOException.class);
      assertThat(journal.lastSeq()).isEqualTo(count);
      disk.room(10);
      disk.breakTruncate(true);
      assertThatThrownBy(() -> journal.append(NEXT)).isInstanceOf(IOException.class);
      disk.room(10);
      assertThatThrownBy(() -> journal.append(NEXT)).isInstanceOf(IOException.class);
      disk.room(1_000_000);
      disk.breakTruncate(false);
      assertThat(journal.append(NEXT).seq()).isEqualTo(count + 1);
    }
    assertThat(read().lines()).hasSize(count + 1);
    assertThat(read().damage()).isEmpty();
  }

  @Test
  void aFailedSyncLeavesNothingOfWhatItWasForAndTheNextWorks() throws IOException {
    write(small());
    int count = small().size();
    FileChannel real = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FullDisk disk = new FullDisk(real);
    disk.room(1_000_000);
    try (Journal journal = new Journal(NAME, disk, count)) {
      journal.write(NEXT);
      journal.write(NEXT);
      disk.breakForce(true);
      assertThatThrownBy(journal::sync).isInstanceOf(IOException.class);
      assertThat(journal.lastSeq()).isEqualTo(count);
      assertThat(read().lines()).hasSize(count);
      disk.breakForce(false);
      assertThat(journal.append(NEXT).seq()).isEqualTo(count + 1);
    }
    assertThat(read().lines()).hasSize(count + 1);
    assertThat(read().damage()).isEmpty();
  }

  private Journal.Content read() throws IOException {
    return Journal.read(NAME, file);
  }

  /** A journal's bytes with these entries. */
  private byte[] write(List<Entry> entries) throws IOException {
    try (Journal journal = Journal.open(NAME, file)) {
      for (Entry entry : entries) {
        journal.append(entry);
      }
    }
    return Files.readAllBytes(file);
  }

  private static List<Entry> small() {
    return EntrySamples.entries().subList(1, 5);
  }

  private static int lastLineStart(byte[] whole) {
    int start = whole.length - 1;
    while (whole[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  private static int count(byte[] bytes, char wanted) {
    int count = 0;
    for (byte b : bytes) {
      count += b == wanted ? 1 : 0;
    }
    return count;
  }

  @Test
  void aSweepsJournalHasOneWriterAndARunsIsLockedByItsWorker() throws IOException {
    Path sweep = file.resolveSibling("sweep").resolve("sweep.jsonl");
    JournalName name = JournalName.ofSweep("sweep");
    try (Journal first = Journal.open(name, sweep)) {
      assertThatThrownBy(() -> Journal.open(name, sweep))
          .isInstanceOf(JournalBusyException.class)
          .hasMessageContaining("sweep is in use");
      assertThat(first.lastSeq()).isZero();
    }
    try (SweepLock lock = SweepLock.take(sweep.getParent())) {
      Journal.open(name, sweep, lock).close();
      assertThatThrownBy(() -> Journal.open(name, sweep)).isInstanceOf(JournalBusyException.class);
    }
    Journal.open(name, sweep).close();
  }
}
