package dev.nightsweep.store;

import static dev.nightsweep.model.Fixtures.SWEEP;
import static dev.nightsweep.store.ContractedStore.epoch;
import static dev.nightsweep.store.ContractedStore.ofSweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.SweepState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises of lines, whatever their order and batches, and of deleting. */
public interface IndexingContract extends ContractedStore {
  @Test
  default void anEmptyStoreAnswersEmpty() {
    assertThat(store().sweeps()).isEmpty();
    assertThat(store().sweep(SWEEP)).isEmpty();
    assertThat(store().state(SWEEP)).isEmpty();
    assertThat(store().runs(SWEEP)).isEmpty();
    assertThat(store().run(N1)).isEmpty();
    assertThat(store().idsStartingWith("")).isEmpty();
    assertThat(store().attempts(N1)).isEmpty();
    assertThat(store().sweepAttempts(SWEEP)).isEmpty();
    assertThat(store().curves(N1)).isEmpty();
    assertThat(store().curves(SWEEP, Metrics.VALIDATION_LOSS)).isEmpty();
    assertThat(store().environment(N1)).isEmpty();
    assertThat(store().model(N1)).isEmpty();
    assertThat(store().result(N1)).isEmpty();
    assertThat(store().contrasts(SWEEP)).isEmpty();
    assertThat(store().lock(SWEEP)).isEmpty();
    assertThat(store().repeated(SWEEP)).isEmpty();
    assertThat(store().notes(SWEEP)).isEmpty();
    assertThat(store().position(JournalName.ofSweep(SWEEP))).isZero();
    assertThat(store().position(JournalName.ofRun(SWEEP, N1))).isZero();
    store().delete(SWEEP);
    store().index(List.of());
  }

  @Test
  default void replayingAnyPartChangesNothing() {
    List<JournalLine> lines = Fixtures.journals(SWEEP);
    store().index(lines);
    Map<String, List<String>> before = everything(store());
    store().index(lines);
    store().index(lines.subList(5, 20));
    assertThat(everything(store())).isEqualTo(before);
    assertThat(store().position(JournalName.ofSweep(SWEEP)))
        .isEqualTo(Fixtures.journal(JournalName.ofSweep(SWEEP)).size());
    assertThat(store().position(JournalName.ofRun(SWEEP, N1)))
        .isEqualTo(Fixtures.journal(JournalName.ofRun(SWEEP, N1)).size());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  default void theOrderOfDifferentJournalsAndTheBatchesDoNotMatter(long seed) {
    List<JournalLine> lines = new ArrayList<>(Fixtures.journals(SWEEP));
    lines.addAll(Fixtures.journals("other"));
    store().index(lines);

    Random random = new Random(seed);
    try (Store shuffled = anotherStore()) {
      List<JournalLine> rest = interleave(lines, random);
      while (!rest.isEmpty()) {
        int size = 1 + random.nextInt(rest.size());
        shuffled.index(rest.subList(0, size));
        rest = rest.subList(size, rest.size());
      }
      assertThat(everything(shuffled)).isEqualTo(everything(store()));
      assertThat(shuffled.runs(SWEEP)).isEqualTo(store().runs(SWEEP));
      assertThat(shuffled.sweepAttempts(SWEEP)).isEqualTo(store().sweepAttempts(SWEEP));
      assertThat(shuffled.sweeps()).isEqualTo(store().sweeps());
    }
  }

  @Test
  default void contentsAreEqualInAllStoresThatSawTheSameLinesAndTellOthersApart() {
    store().index(Fixtures.journals(SWEEP));
    try (Store other = anotherStore()) {
      other.index(Fixtures.journals("other"));
      other.index(Fixtures.journals(SWEEP));
      for (JournalName name : List.of(JournalName.ofSweep(SWEEP), JournalName.ofRun(SWEEP, L1))) {
        assertThat(other.contents(name)).isEqualTo(store().contents(name));
        assertThat(other.contents(name).position()).isEqualTo(store().position(name));
      }
      assertThat(other.contents(JournalName.ofRun("other", "other-l1")))
          .isNotEqualTo(store().contents(JournalName.ofRun(SWEEP, L2)));
      assertThat(other.definitions()).isEqualTo(store().definitions());
      assertThat(other.contradictions()).isEmpty();
    }
    assertThat(store().contents(JournalName.ofSweep("nobody")).tables()).isEmpty();
  }

  @Test
  default void aBatchWithALineOfAnUnknownSweepOrRunIsNotAppliedAtAll() {
    List<JournalLine> lines = Fixtures.journals(SWEEP);
    List<JournalLine> strange =
        List.of(
            new JournalLine(
                JournalName.ofSweep("nobody"),
                2,
                new Entry.SweepChanged(SweepState.RUNNING, "", Fixtures.START)),
            new JournalLine(JournalName.ofRun(SWEEP, "nobody"), 1, epoch(1, 1, 1)),
            new JournalLine(JournalName.ofRun("nobody", N1), 1, epoch(1, 1, 1)),
            new JournalLine(JournalName.ofSweep(SWEEP), 1_000, epoch(1, 1, 1)),
            new JournalLine(
                JournalName.ofSweep(SWEEP),
                1_000,
                new Entry.AttemptStarted("nobody", 1, 1, Fixtures.START)));
    for (JournalLine line : strange) {
      List<JournalLine> batch = new ArrayList<>(lines);
      batch.add(line);
      assertThatThrownBy(() -> store().index(batch))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("Line " + line.seq());
      assertThat(store().sweeps()).isEmpty();
    }
    store().index(lines);
    assertThat(store().sweeps()).hasSize(1);
  }

  @Test
  default void aRunIdBelongsToOneSweep() {
    store().index(Fixtures.journals(SWEEP).subList(0, 1));
    Plan plan = Fixtures.plan(SWEEP);
    Plan thief = new Plan(Fixtures.header("thief"), plan.arms(), plan.runs());
    assertThatThrownBy(
            () ->
                store()
                    .index(
                        List.of(
                            new JournalLine(
                                JournalName.ofSweep("thief"), 1, new Entry.SweepPlanned(thief)))))
        .isInstanceOf(StoreException.class);
    assertThat(store().sweeps()).hasSize(1);
  }

  @Test
  default void aDeletedSweepIsForgottenWhollyAndCanComeBack() {
    store().index(Fixtures.journals("other"));
    Map<String, List<String>> without = everything(store());
    store().index(Fixtures.journals(SWEEP));
    Map<String, List<String>> with = everything(store());

    store().delete(SWEEP);
    assertThat(everything(store())).isEqualTo(without);
    assertThat(store().position(JournalName.ofRun(SWEEP, N1))).isZero();
    assertThat(store().idsStartingWith(SWEEP)).isEmpty();

    store().index(Fixtures.journals(SWEEP));
    assertThat(everything(store())).isEqualTo(with);
  }

  /** The last runs, so that the next ones may come to lie where they were. */
  @Test
  default void nothingIsLeftOfTheRemovedRunsOfADeletedSweep() {
    store().index(Fixtures.journals(SWEEP));
    Plan plan = Fixtures.plan(SWEEP);
    Plan shrunk = new Plan(plan.header(), plan.arms(), plan.runs().subList(0, 2));
    long seq = store().position(JournalName.ofSweep(SWEEP)) + 1;
    store().index(List.of(ofSweep(seq, new Entry.SweepReplanned(shrunk, Fixtures.START))));
    store().delete(SWEEP);

    store().index(Fixtures.journals("other"));
    try (Store fresh = anotherStore()) {
      fresh.index(Fixtures.journals("other"));
      assertThat(everything(store())).isEqualTo(everything(fresh));
    }
  }

  @Test
  default void idsAreFoundByTheirBeginningSweepsFirst() {
    store().index(Fixtures.journals("a%b"));
    store().index(Fixtures.journals("a-b"));
    assertThat(store().idsStartingWith("a")).startsWith("a%b", "a-b").hasSize(14);
    assertThat(store().idsStartingWith("a%")).startsWith("a%b").hasSize(7);
    assertThat(store().idsStartingWith("a-b-n")).containsExactly("a-b-n1", "a-b-n2", "a-b-n3");
    assertThat(store().idsStartingWith("A")).isEmpty();
  }

  @Test
  default void readersSeeWholeBatchesWhileAnotherThreadWrites() throws Exception {
    List<JournalLine> lines = Fixtures.journals(SWEEP);
    store().index(lines.subList(0, 1));
    AtomicBoolean done = new AtomicBoolean();
    Callable<Integer> reader =
        () -> {
          int seen = 0;
          while (!done.get()) {
            SweepRecord sweep = store().sweep(SWEEP).orElseThrow();
            assertThat(sweep.total()).isEqualTo(6);
            assertThat(sweep.arms()).hasSize(2);
            seen++;
          }
          return seen;
        };
    ExecutorService readers = Executors.newFixedThreadPool(3);
    try {
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        running.add(readers.submit(reader));
      }
      for (JournalLine line : lines) {
        store().index(List.of(line));
      }
      done.set(true);
      for (Future<Integer> future : running) {
        assertThat(future.get()).isNotNegative();
      }
    } finally {
      done.set(true);
      readers.shutdown();
    }
    assertThat(store().sweep(SWEEP).orElseThrow().state()).isEqualTo(SweepState.COMPLETED);
    assertThat(store().state(SWEEP)).contains(SweepState.COMPLETED);
  }

  /** The same lines, each journal's in order, each after what the contract wants before it. */
  private static List<JournalLine> interleave(List<JournalLine> lines, Random random) {
    Map<JournalName, List<JournalLine>> waiting = new LinkedHashMap<>();
    lines.forEach(l -> waiting.computeIfAbsent(l.journal(), j -> new ArrayList<>()).add(l));
    List<JournalLine> order = new ArrayList<>();
    List<String> begun = new ArrayList<>();
    while (!waiting.isEmpty()) {
      List<JournalName> ready =
          new ArrayList<>(
              waiting.keySet().stream()
                  .filter(j -> j.runId().isEmpty() || begun.contains(j.runId().get()))
                  .toList());
      Collections.shuffle(ready, random);
      List<JournalLine> rest = waiting.get(ready.get(0));
      JournalLine next = rest.remove(0);
      if (next.entry() instanceof Entry.AttemptStarted started) {
        begun.add(started.runId());
      }
      if (rest.isEmpty()) {
        waiting.remove(next.journal());
      }
      order.add(next);
    }
    return order;
  }
}
