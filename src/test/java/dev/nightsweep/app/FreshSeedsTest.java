package dev.nightsweep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.analysis.audit.AuditCheck;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.wording.FindingText;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sweep is trained on that is started anew: the same seeds would give the same readings. */
class FreshSeedsTest {
  private static final String GRID = InMemorySession.GRID;

  @TempDir private Path root;
  private InMemorySession session;

  @BeforeEach
  void open() {
    session = new InMemorySession(root);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void aNumberOfSeedsMeansSuchAsNoEarlierSweepHasUsed() throws InterruptedException {
    session.run(GRID);
    SweepRecord second = anew(GRID.replace("seeds: 3", "seeds: 5")).sweep();
    assertThat(second.header().name()).isEqualTo("lrn-2");
    assertThat(second.header().seeds()).containsExactly(4L, 5L, 6L, 7L, 8L);
    assertThat(anew(GRID).sweep().header().seeds()).containsExactly(9L, 10L, 11L);
    assertThat(session.heard.events).contains("fresh from 4", "fresh from 9");
  }

  @Test
  void theFirstSweepOfItsNameHasTheFirstSeeds() throws InterruptedException {
    assertThat(anew(GRID).sweep().header().seeds()).containsExactly(1L, 2L, 3L);
    assertThat(session.heard.events).noneMatch(event -> event.startsWith("fresh"));
  }

  @Test
  void seedsThatWereTakenOutOfTheSweepWereUsed() throws InterruptedException {
    session.run(GRID);
    session.run(GRID.replace("seeds: 3", "seeds: [1, 2]"));
    assertThat(anew(GRID).sweep().header().seeds()).containsExactly(4L, 5L, 6L);
  }

  @Test
  void theSameArmsUnderAnotherNameHaveUsedThem() throws InterruptedException {
    session.run(GRID);
    assertThat(anew(GRID.replace("name: lrn", "name: other")).sweep().header().seeds())
        .containsExactly(4L, 5L, 6L);
    String others =
        GRID.replace("name: lrn", "name: apart")
            .replace("epochs: {value: 2}", "epochs: {value: 3}");
    assertThat(anew(others).sweep().header().seeds()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void listedSeedsThatWereUsedAreRefusedUnlessTheUserInsists() throws InterruptedException {
    session.run(GRID);
    String listed = GRID.replace("seeds: 3", "seeds: [2, 3, 9]");
    assertThatThrownBy(() -> anew(listed))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("the seeds 2, 3 were used by an earlier sweep")
        .hasMessageContaining("--same-seeds");
    assertThat(anew(GRID.replace("seeds: 3", "seeds: [8, 9]")).sweep().header().seeds())
        .containsExactly(8L, 9L);
    assertThat(anew(InMemorySession.spec(listed).keepingSeeds()).sweep().header().seeds())
        .containsExactly(2L, 3L, 9L);
    assertThat(anew(InMemorySession.spec(GRID).keepingSeeds()).sweep().header().seeds())
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void whoeverGoesOnWithSuchASweepKeepsItsSeeds() throws InterruptedException {
    session.run(GRID);
    SweepRecord second = anew(GRID).sweep();
    Spec stored = SpecFile.ofSweep(session.owner, second.sweepId(), session.heard);
    SweepResult again = session.runner(SessionOptions.DEFAULT.withWorkers(2)).run(stored);
    assertThat(session.heard.events).endsWith("finished before", "ended DONE");
    assertThat(again.sweep().header().seeds()).containsExactly(4L, 5L, 6L);

    SweepResult settled =
        session
            .runner(
                options(
                    false,
                    Optional.of(
                        new SequentialOption(Optional.of(Spec.Stop.SETTLED), OptionalInt.of(5)))))
            .run(stored);
    assertThat(settled.sweep().header().seeds())
        .as("no added seed is one of the first sweep's")
        .containsExactly(4L, 5L, 6L, 7L, 8L);
  }

  @Test
  void aQueuedSweepHasThemToo() throws InterruptedException {
    session.run(GRID);
    String sweepId =
        new SweepEnqueuer(session.owner, InstantSource.system(), false)
            .enqueue(InMemorySession.spec(GRID), true, Optional.empty())
            .sweepId();
    assertThat(session.owner.store().sweep(sweepId).orElseThrow().header().seeds())
        .containsExactly(4L, 5L, 6L);
  }

  @Test
  void whatComparesNothingIsTrainedOnTheSeedsOfItsSpec() throws InterruptedException {
    String unjudged = GRID.substring(0, GRID.indexOf("ablation"));
    session.run(unjudged);
    assertThat(anew(unjudged).sweep().header().seeds()).containsExactly(1L);
    session.run(InMemorySession.SEARCH);
    assertThat(anew(InMemorySession.SEARCH).sweep().header().seeds()).containsExactly(1L);
  }

  /** ext of five seeds, then of fourteen under another name: ten readings are the same again. */
  @Test
  void readingsOfAnEarlierVerdictAreToldAndNamedByTheAudit() throws InterruptedException {
    String first = session.run(GRID).sweep().sweepId();
    String more = GRID.replace("name: lrn", "name: more").replace("seeds: 3", "seeds: 5");
    SweepResult reusing = session.run(more);

    assertThat(session.heard.events).contains("6 of " + first);
    assertThat(said(reusing))
        .singleElement()
        .extracting(FindingText::what)
        .asString()
        .startsWith("6 of 10 readings were part of an earlier verdict, that of " + first);
    SweepResult insisting = anew(InMemorySession.spec(GRID).keepingSeeds());
    assertThat(said(insisting))
        .extracting(FindingText::what)
        .anyMatch(what -> what.startsWith("6 of 6 readings"));
  }

  @Test
  void whereNoVerdictWasShownNothingIsTold() throws InterruptedException {
    session.run(GRID.replace("seeds: 3", "seeds: 2"));
    assertThat(said(session.run(GRID.replace("name: lrn", "name: more")))).isEmpty();
  }

  private static List<FindingText> said(SweepResult result) {
    return FindingText.of(
        result.analysis().findings().stream()
            .filter(finding -> finding.check() == AuditCheck.LOOKS)
            .toList());
  }

  private SweepResult anew(String text) throws InterruptedException {
    return anew(InMemorySession.spec(text));
  }

  private SweepResult anew(Spec spec) throws InterruptedException {
    return session.runner(options(true, Optional.empty())).run(spec);
  }

  private static SessionOptions options(boolean fresh, Optional<SequentialOption> wish) {
    SessionOptions usual = SessionOptions.DEFAULT.withWorkers(2);
    return new SessionOptions(
        usual.workers(),
        usual.engine(),
        usual.limits(),
        usual.retryFailed(),
        usual.reuse(),
        usual.calibrate(),
        wish,
        fresh);
  }
}
