package dev.nightsweep.store.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.JournalFiles;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.schedule.CatchUp;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreException;
import dev.nightsweep.store.Views;
import dev.nightsweep.store.h2.H2Store;
import dev.nightsweep.store.memory.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage is planted everywhere, and none may go unnoticed unless nothing is changed by it. */
class VerificationTest {
  private static final String OTHER = "other";

  /** Before a release more of them are tried (see the contributors' page). */
  private static final int DATABASE_DAMAGES = Integer.getInteger("nightsweep.damages", 30);

  private static final int JOURNAL_DAMAGES = 2 * DATABASE_DAMAGES;

  @TempDir private Path root;
  private ResultsFolder results;
  private Map<String, List<String>> views;
  private final Store remembered = new InMemoryStore();

  @BeforeEach
  void twoSweeps() throws IOException {
    results = new ResultsFolder(root);
    try (Store store = H2Store.open(root)) {
      for (String sweepId : List.of(Fixtures.SWEEP, OTHER)) {
        List<JournalLine> lines = Fixtures.journals(sweepId);
        JournalFiles.write(results, lines);
        store.index(lines);
        remembered.index(lines);
      }
      views = Views.dump(store);
    }
  }

  @Test
  void nothingIsFoundWhereNothingIsWrong() throws IOException {
    assertThat(verify()).isEmpty();
  }

  @Test
  void everyFlippedBitOfAJournalIsFound() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < JOURNAL_DAMAGES; i++) {
      Path journal = randomJournal(random);
      byte[] whole = Files.readAllBytes(journal);
      byte[] damaged = flip(whole, random.nextInt(whole.length * 8));
      Files.write(journal, damaged);
      List<Defect> found = seriousBesideMemory();
      assertThat(found).as("flip %d in %s", i, journal).isNotEmpty();
      assertThat(found.get(0).where()).contains(journal.toString());
      Files.write(journal, whole);
    }
    assertThat(verify()).isEmpty();
  }

  @Test
  void everyCutOfAJournalIsFound() throws IOException {
    Random random = new Random(2);
    for (int i = 0; i < JOURNAL_DAMAGES; i++) {
      Path journal = randomJournal(random);
      byte[] whole = Files.readAllBytes(journal);
      Files.write(journal, Arrays.copyOf(whole, random.nextInt(whole.length)));
      assertThat(seriousBesideMemory())
          .as("cut %d of %s", i, journal)
          .anySatisfy(defect -> assertThat(defect.where()).contains(journal.toString()));
      Files.write(journal, whole);
    }
    assertThat(verify()).isEmpty();
  }

  @Test
  void aCutAtTheEndOfALineIsFoundByTheSweepsJournalEvenWithoutTheDatabase() throws IOException {
    Path journal = journal(Fixtures.run(Fixtures.SWEEP, 'n', 1));
    List<String> lines = Files.readAllLines(journal);
    Files.write(journal, lines.subList(0, lines.size() - 1));
    Files.delete(results.database());
    assertThat(new Verification(results, H2Store::open).defectsWithout(new StoreException("gone")))
        .anySatisfy(
            defect -> {
              assertThat(defect.where()).isEqualTo(journal.toString());
              assertThat(defect.problem()).contains("Its end is missing");
            });
  }

  /** Without a database that would choke on it. */
  @Test
  void aLineThatBringsMoreMetricsThanARunMayHaveIsNamed() throws IOException {
    String runId = Fixtures.run(Fixtures.SWEEP, 'n', 1);
    Map<String, Double> many = new TreeMap<>();
    IntStream.range(0, 70_000).forEach(i -> many.put("m" + i, 0.5));
    try (Journal journal = Journal.open(JournalName.ofRun(Fixtures.SWEEP, runId), journal(runId))) {
      journal.append(new Entry.EpochFinished(1, 9, many, Map.of(), Instant.EPOCH));
    }
    assertThat(verify())
        .anySatisfy(
            defect -> {
              assertThat(defect.where()).contains(journal(runId) + ", line ");
              assertThat(defect.problem()).contains("more than 2,000 metrics of different names");
            });
  }

  @Test
  void aMissingJournalIsFound() throws IOException {
    Files.delete(journal(Fixtures.run(OTHER, 'l', 1)));
    assertThat(serious()).isNotEmpty();
    Files.delete(results.journal(JournalName.ofSweep(Fixtures.SWEEP)));
    assertThat(serious()).anySatisfy(defect -> assertThat(defect.where()).contains("sweep.jsonl"));
  }

  @Test
  void aLineThatAKillCutShortIsHarmless() throws IOException {
    Files.writeString(
        journal(Fixtures.run(OTHER, 'n', 1)), "{\"v\":1,\"seq\":99,", StandardOpenOption.APPEND);
    assertThat(verify()).hasSize(1).allMatch(Defect::harmless);
  }

  @Test
  void aReadingOtherThanTheJournalsIsFound() throws IOException {
    JournalName name = JournalName.ofRun(OTHER, Fixtures.run(OTHER, 'n', 1));
    Path file = results.journal(name);
    List<JournalLine> lines = Journal.read(name, file).lines();
    Files.delete(file);
    try (Journal journal = Journal.open(name, file)) {
      for (JournalLine line : lines) {
        journal.append(
            line.entry() instanceof Entry.EpochFinished epoch ? better(epoch) : line.entry());
      }
    }
    assertThat(Journal.read(name, file).damage()).isEmpty();
    assertThat(serious()).isNotEmpty().allMatch(defect -> defect.advice().contains("rebuild"));
  }

  private static Entry better(Entry.EpochFinished epoch) {
    Map<String, Double> metrics = new TreeMap<>(epoch.metrics());
    metrics.replaceAll((metric, reading) -> reading + 1);
    return new Entry.EpochFinished(
        epoch.attempt(), epoch.epoch(), metrics, epoch.system(), epoch.at());
  }

  @Test
  void predictionsThatAreNotTheJournalsAreFound() throws IOException {
    Path file = journal(Fixtures.run(OTHER, 'n', 1)).resolveSibling("predictions.bin");
    byte[] told = new byte[4 * 9];
    told[9] = 1;
    told[18] = 2;
    told[27] = 1;
    Files.write(file, told);
    assertThat(verify()).isEmpty();
    Files.write(file, flip(told, 9 * 8));
    assertThat(serious()).hasSize(1);
    Files.write(file, Arrays.copyOf(told, 35));
    assertThat(serious()).hasSize(1);
  }

  @Test
  void everyFlippedBitOfTheDatabaseIsFoundOrChangesNothing() throws IOException {
    byte[] whole = Files.readAllBytes(results.database());
    Random random = new Random(3);
    for (int i = 0; i < DATABASE_DAMAGES; i++) {
      int bit = random.nextInt(whole.length * 8);
      requireFoundOrHarmless(flip(whole, bit), "bit " + bit);
    }
  }

  @Test
  void everyCutOfTheDatabaseIsFoundOrChangesNothing() throws IOException {
    byte[] whole = Files.readAllBytes(results.database());
    Random random = new Random(4);
    requireFoundOrHarmless(Arrays.copyOf(whole, whole.length / 2), "half");
    for (int i = 0; i < DATABASE_DAMAGES; i++) {
      int length = random.nextInt(whole.length);
      requireFoundOrHarmless(Arrays.copyOf(whole, length), "length " + length);
    }
  }

  private void requireFoundOrHarmless(byte[] damaged, String which) throws IOException {
    Files.write(results.database(), damaged);
    List<Defect> found = serious();
    if (found.isEmpty()) {
      Files.write(results.database(), damaged);
      try (Store store = H2Store.open(root)) {
        new CatchUp(store, results, InstantSource.system()).run();
        Views.dump(store)
            .forEach(
                (view, rows) ->
                    assertThat(rows).as("%s, %s", which, view).isEqualTo(views.get(view)));
      }
    } else {
      assertThat(found).as(which).allMatch(defect -> defect.advice().contains("rebuild"));
    }
  }

  /** What is found in the journals, which a whole store has seen as they were. */
  private List<Defect> seriousBesideMemory() throws IOException {
    Verification verification = new Verification(results, scratch -> new InMemoryStore());
    return verification.defects(remembered, verification.sweepIds(remembered)).stream()
        .filter(defect -> !defect.harmless())
        .toList();
  }

  private List<Defect> serious() throws IOException {
    return verify().stream().filter(defect -> !defect.harmless()).toList();
  }

  private List<Defect> verify() throws IOException {
    Verification verification = new Verification(results, H2Store::open);
    Store opened;
    try {
      opened = H2Store.open(root);
    } catch (StoreException e) {
      return verification.defectsWithout(e);
    }
    try (Store store = opened) {
      return verification.defects(store, verification.sweepIds(store));
    }
  }

  private Path journal(String runId) {
    String sweepId = runId.startsWith(OTHER) ? OTHER : Fixtures.SWEEP;
    return results.journal(JournalName.ofRun(sweepId, runId));
  }

  private Path randomJournal(Random random) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> journals =
          files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
      return journals.get(random.nextInt(journals.size()));
    }
  }

  private static byte[] flip(byte[] whole, int bit) {
    byte[] flipped = whole.clone();
    flipped[bit / 8] ^= (byte) (1 << bit % 8);
    return flipped;
  }
}
