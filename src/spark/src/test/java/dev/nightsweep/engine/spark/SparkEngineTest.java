package dev.nightsweep.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.engine.Engine;
import dev.nightsweep.engine.EngineContract;
import dev.nightsweep.engine.EngineEvent;
import dev.nightsweep.engine.EngineRequest;
import dev.nightsweep.engine.Launch;
import dev.nightsweep.engine.UnusableEngineException;
import dev.nightsweep.engine.spark.AttemptReport.Answer;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.spark.SparkEnv;
import org.junit.jupiter.api.Test;

/** The contract on a cluster of two executors with a process each. */
class SparkEngineTest extends EngineContract {
  private static final long MEBIBYTE = 1 << 20;

  private final Map<String, String> settings =
      new HashMap<>(Map.of("spark.executor.extraClassPath", System.getProperty("java.class.path")));

  @Override
  protected Engine engine(Launch launch, ResultsFolder results, int slots)
      throws InterruptedException {
    return new SparkEngineFactory()
        .open(request(launch, results, slots, Optional.of("local-cluster[2,1,512]"), settings));
  }

  private EngineRequest request(
      Launch launch,
      ResultsFolder results,
      int slots,
      Optional<String> master,
      Map<String, String> settings) {
    return new EngineRequest(
        "sweep",
        results,
        launch,
        64 * MEBIBYTE,
        4,
        OptionalInt.of(slots),
        new EngineRequest.Cluster(
            master, settings, Optional.of(folder.resolve("shared").toString())));
  }

  @Test
  void aClusterThatIsNotThereIsToldOf() {
    Launch launch = new Launch(Path.of("/"), "", "", List.of(), Map.of(), folder);
    assertThatThrownBy(
            () ->
                new SparkEngineFactory()
                    .open(request(launch, results(), 1, Optional.empty(), Map.of())))
        .isInstanceOf(UnusableEngineException.class)
        .hasMessageContaining("--master");
    assertThatThrownBy(
            () ->
                new SparkEngineFactory()
                    .open(request(launch, results(), 1, Optional.of("nonsense"), Map.of())))
        .isInstanceOf(UnusableEngineException.class)
        .hasMessageContaining("nonsense");
  }

  @Test
  void authenticationAndEncryptionPassThrough() throws Exception {
    settings.put("spark.authenticate", "true");
    settings.put("spark.authenticate.secret", "known to driver and executors");
    settings.put("spark.network.crypto.enabled", "true");
    try (Engine engine = engine(1)) {
      assertThat(SparkEnv.get().securityManager().isEncryptionEnabled()).isTrue();
      engine.start(engine.claim(), run("completes-1", 1));
      untilTheEnd(engine, "completes-1");
      assertThat(journal("completes-1")).hasSize(5);
    }
  }

  @Test
  void ofTwoTasksThatHaveTheSameAttemptTheFirstIsHeard() throws Exception {
    BlockingQueue<EngineEvent> events = new LinkedBlockingQueue<>();
    AttemptChannel channel = new AttemptChannel(5, run("completes-1", 1), results(), events);

    assertThat(channel.receive(report(7, 1))).isEqualTo(Answer.GO_ON);
    assertThat(channel.receive(report(8, 2))).isEqualTo(Answer.UNKNOWN);
    channel.fail(
        new TaskResult.Failure(dev.nightsweep.engine.WorkerExit.KILLED, "lost", List.of()));
    assertThat(channel.receive(report(7, 2))).isEqualTo(Answer.UNKNOWN);

    assertThat(journal("completes-1")).hasSize(1);
    assertThat(events).hasSize(2);
  }

  @Test
  void whatIsToldTwiceIsKeptOnceAndWhatWasNotToldComesHome() throws Exception {
    BlockingQueue<EngineEvent> events = new LinkedBlockingQueue<>();
    ResultsFolder elsewhere = new ResultsFolder(results().root().resolve("elsewhere"));
    Assignment run = run("completes-1", 1);
    Files.createDirectories(elsewhere.run(run.sweepId(), run.runId()));
    AttemptChannel away = new AttemptChannel(5, run, elsewhere, new LinkedBlockingQueue<>());
    for (int seq = 1; seq <= 4; seq++) {
      away.receive(report(7, seq));
    }
    String whole = away.journalSoFar();

    AttemptChannel channel = new AttemptChannel(5, run, results(), events);
    channel.receive(report(7, 1));
    channel.receive(report(7, 1));
    channel.receive(report(7, 3)); // the second is missing
    assertThat(journal("completes-1")).hasSize(1);
    channel.complete(new TaskResult(whole, "log", Map.of(), Map.of(), Optional.empty()));
    assertThat(journal("completes-1")).extracting(l -> l.seq()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(announced(List.copyOf(events))).endsWith(2L, 3L, 4L);
    assertThat(channel.journalSoFar()).isEqualTo(whole);
  }

  private static AttemptReport report(long task, long seq) {
    Entry.OfRun entry =
        seq == 1
            ? new Entry.RunStarted(
                1,
                Environment.of(Map.of()),
                Optional.empty(),
                dev.nightsweep.model.Start.BEGINNING,
                Instant.EPOCH)
            : new Entry.EpochFinished(1, (int) seq - 1, Map.of(), Map.of(), Instant.EPOCH);
    return new AttemptReport(
        "completes-1", 1, task, List.of(new Signal.Journaled("completes-1", seq, entry)));
  }
}
