package dev.nightsweep.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a journal when the power goes: what was synced, and any part of the rest. */
class PowerLossTest {
  private static final JournalName NAME = JournalName.ofSweep("s");

  @TempDir private Path folder;

  @Test
  void whatWasAcknowledgedIsReadWhateverOfTheRestReachedTheDisk() throws IOException {
    Random random = new Random(44);
    List<JournalLine> acknowledged = new ArrayList<>();
    Path file = folder.resolve("sweep.jsonl");
    try (RecordingDisk disk = new RecordingDisk(open(file), random);
        Journal journal = new Journal(NAME, disk, 0)) {
      for (Entry entry : EntrySamples.entries()) {
        disk.whenWritten(left -> assertReadable(left, acknowledged));
        acknowledged.add(journal.append(entry));
        assertReadable(disk.afterPowerLoss(), acknowledged);
      }
    }
    assertThat(acknowledged).hasSizeGreaterThan(5);
  }

  @Test
  void linesThatWereSyncedTogetherAreReadWhateverOfTheNextOnesReachedTheDisk() throws IOException {
    Random random = new Random(45);
    List<JournalLine> acknowledged = new ArrayList<>();
    try (RecordingDisk disk = new RecordingDisk(open(folder.resolve("sweep.jsonl")), random);
        Journal journal = new Journal(NAME, disk, 0)) {
      disk.whenWritten(left -> assertReadable(left, acknowledged));
      for (int round = 0; round < 4; round++) {
        List<JournalLine> written = new ArrayList<>();
        for (Entry entry : EntrySamples.entries().subList(1, 4)) {
          written.add(journal.write(entry));
        }
        journal.sync();
        acknowledged.addAll(written);
        assertReadable(disk.afterPowerLoss(), acknowledged);
      }
    }
    assertThat(acknowledged).hasSize(12);
  }

  private void assertReadable(byte[] left, List<JournalLine> acknowledged) {
    List<JournalLine> read = afterOpening(left);
    assertThat(read.subList(0, Math.min(read.size(), acknowledged.size()))).isEqualTo(acknowledged);
  }

  private List<JournalLine> afterOpening(byte[] left) {
    try {
      Path file = Files.write(folder.resolve("left.jsonl"), left);
      Journal.open(NAME, file).close();
      return Journal.read(NAME, file).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }
}
