package dev.nightsweep.store.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.SweepState;
import dev.nightsweep.store.JournalReplay;
import dev.nightsweep.store.RefusedLineException;
import dev.nightsweep.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What must not harm the database, and what happens after H2 had to close it. */
class StoreFailureTest {
  @RegisterExtension final FreshDatabase databases = new FreshDatabase();

  private final List<JournalLine> lines = Fixtures.journals(Fixtures.SWEEP);
  private Path folder;
  private H2Store store;

  @BeforeEach
  void open() {
    folder = databases.folder();
    store = databases.store(folder);
  }

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @Test
  void aPendingInterruptIsHeldBackWhileWriting() {
    for (JournalLine line : lines) {
      Thread.currentThread().interrupt();
      store.index(List.of(line));
      assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    }
    assertThat(store.sweep(Fixtures.SWEEP).orElseThrow().state()).isEqualTo(SweepState.COMPLETED);
  }

  @Test
  void aPendingInterruptIsHeldBackWhileReadingOpeningAndClosing() {
    store.index(lines);
    store.close();
    Thread.currentThread().interrupt();
    H2Store again = databases.store(folder);
    assertThat(again.runs(Fixtures.SWEEP)).hasSize(6);
    assertThat(Answers.of(again, "SELECT * FROM runs").rows()).hasSize(6);
    again.close();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aRefusedBatchStillShowsTheInterrupt() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> store.index(lines.subList(1, 2))).isInstanceOf(StoreException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  /** A plan that has the same run twice contradicts itself, on the emptiest of disks. */
  @Test
  void onlyTheFileSystemMakesADiskFull() {
    Plan plan = Fixtures.plan(Fixtures.SWEEP);
    Plan twice =
        new Plan(plan.header(), plan.arms(), List.of(plan.runs().get(0), plan.runs().get(0)));
    JournalName name = JournalName.ofSweep(Fixtures.SWEEP);
    assertThatThrownBy(
            () -> store.index(List.of(new JournalLine(name, 1, new Entry.SweepPlanned(twice)))))
        .isInstanceOf(StoreException.class)
        .hasMessageNotContaining("disk");
  }

  /** As of a program that counts in the names of its metrics; H2 has arrays of 65,536. */
  @Test
  void aRunWithMoreMetricsThanAnybodyLooksAtIsRefusedHoweverTheyCome() {
    JournalLine run =
        lines.stream()
            .filter(line -> line.entry() instanceof Entry.EpochFinished)
            .findFirst()
            .orElseThrow();
    int first = lines.indexOf(run);
    store.index(lines.subList(0, first));
    assertThatThrownBy(() -> store.index(List.of(epoch(run, 1, 0, 70_000))))
        .isInstanceOf(RefusedLineException.class)
        .hasMessageContaining("more than 2,000 metrics of different names");
    store.index(List.of(epoch(run, 1, 0, 1500)));
    JournalLine more =
        epoch(new JournalLine(run.journal(), run.seq() + 1, run.entry()), 2, 1000, 1100);
    assertThatThrownBy(() -> store.index(List.of(more))).isInstanceOf(RefusedLineException.class);
    List<String> refusals = JournalReplay.index(store, List.of(more));
    assertThat(refusals).hasSize(1);
    assertThat(refusals.get(0)).contains("Line " + more.seq(), run.journal().runId().orElseThrow());
    JournalLine same =
        epoch(new JournalLine(run.journal(), run.seq() + 1, run.entry()), 2, 0, 1600);
    store.index(List.of(same));
    assertThat(store.curves(run.journal().runId().orElseThrow())).hasSize(1600);
  }

  private static JournalLine epoch(JournalLine like, int epoch, int from, int count) {
    Map<String, Double> metrics = new TreeMap<>();
    IntStream.range(from, from + count).forEach(i -> metrics.put("m" + i, 0.5));
    return new JournalLine(
        like.journal(),
        like.seq(),
        new Entry.EpochFinished(1, epoch, metrics, Map.of(), Instant.EPOCH));
  }

  @Test
  void afterH2ClosedTheDatabaseTheSameLinesCanBeIndexedAgain() throws SQLException {
    store.index(lines.subList(0, 10));
    breakDatabase();
    assertThatThrownBy(() -> store.index(lines))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(folder.resolve("nightsweep.mv.db").toString());
    store.index(lines);
    assertThat(store.sweep(Fixtures.SWEEP).orElseThrow().state()).isEqualTo(SweepState.COMPLETED);
  }

  @Test
  void afterH2ClosedTheDatabaseReadersOpenItAgain() throws SQLException {
    store.index(lines);
    breakDatabase();
    assertThat(store.runs(Fixtures.SWEEP)).hasSize(6);
    breakDatabase();
    assertThat(Answers.of(store, "SELECT * FROM runs").rows()).hasSize(6);
  }

  @Test
  void whatADeletionThatWasKilledLeftGoesWhenTheStoreIsOpened() throws SQLException {
    store.index(lines);
    store.close();
    String url = "jdbc:h2:file:" + folder.resolve("nightsweep");
    try (Connection connection = DriverManager.getConnection(url, Database.OWNER, "")) {
      connection.setAutoCommit(false);
      new SweepEraser(new Statements(connection)).forget(Fixtures.SWEEP);
      connection.commit(); // and here it dies, before any epoch is gone
      assertThat(epochs(connection)).isPositive();
    }
    H2Store again = databases.store(folder);
    assertThat(again.sweeps()).isEmpty();
    again.close();
    try (Connection connection = DriverManager.getConnection(url, Database.OWNER, "")) {
      assertThat(epochs(connection)).isZero();
    }
  }

  private static int epochs(Connection connection) throws SQLException {
    try (Statements statements = new Statements(connection)) {
      return statements.list(row -> row.getInt(1), "SELECT COUNT(*) FROM nightsweep.epoch").get(0);
    }
  }

  @Test
  void aClosedStoreSaysSo() {
    store.close();
    store.close();
    assertThatThrownBy(() -> store.index(lines))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(store::sweeps)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("closed");
  }

  /** Closes it under the store, as H2 itself does when its file fails. */
  private void breakDatabase() throws SQLException {
    String url = "jdbc:h2:file:" + folder.resolve("nightsweep");
    try (Connection connection = DriverManager.getConnection(url, Database.OWNER, "");
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN IMMEDIATELY");
    }
  }
}
