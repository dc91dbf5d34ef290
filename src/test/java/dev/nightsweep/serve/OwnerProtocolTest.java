package dev.nightsweep.serve;

import static dev.nightsweep.model.Fixtures.SWEEP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.journal.Json;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Table;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.store.QueryException;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreException;
import dev.nightsweep.store.memory.InMemoryStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What another process asks of an owner arrives as it was meant, and so does the answer. */
class OwnerProtocolTest {
  private static final String RUN = Fixtures.run(SWEEP, 'n', 1);

  @TempDir private Path folder;
  private final FakeOwner owner = new FakeOwner();
  private final Store store = new InMemoryStore();
  private CommandServer server;
  private OwnerClient client;

  @BeforeEach
  void start() throws IOException {
    store.index(Fixtures.journals(SWEEP));
    ResultsFolder results = new ResultsFolder(folder);
    server = CommandServer.start(results, store, owner);
    client = new OwnerClient(Json.read(Files.readString(results.owner()), OwnerFile.class));
  }

  @AfterEach
  void stop() {
    server.close();
    store.close();
  }

  @Test
  void whatTheOwnerIsToldAndAnswersArrivesWhole() {
    assertThat(client.status()).isEqualTo(owner.status());
    List<Object> commands =
        List.of(
            new OwnerCommands.Steer(OwnerCommands.Wish.PAUSE, Optional.of("s")),
            new OwnerCommands.Enqueue(
                "/tmp/a b/ü.yaml", true, true, true, false, OptionalInt.of(12), true),
            new OwnerCommands.Resume(Optional.empty(), false, true, OptionalInt.empty(), false),
            new OwnerCommands.Import("/x.json"),
            new OwnerCommands.Delete("s-5"),
            new OwnerCommands.Verify(Optional.empty()));
    owner.asked.clear();
    assertThat(client.steer((OwnerCommands.Steer) commands.get(0)).underWay()).isEqualTo(2);
    assertThat(client.enqueue((OwnerCommands.Enqueue) commands.get(1)).behind()).contains("s-1");
    assertThat(client.resume((OwnerCommands.Resume) commands.get(2)).resumed()).isTrue();
    assertThat(client.importSweep((OwnerCommands.Import) commands.get(3)).sweepId())
        .isEqualTo("s-4");
    assertThat(client.delete((OwnerCommands.Delete) commands.get(4)).runs()).isEmpty();
    assertThat(client.verify((OwnerCommands.Verify) commands.get(5)).defects()).hasSize(1);
    assertThat(owner.asked).isEqualTo(commands);
  }

  @Test
  void everythingInTheStoreIsReadAsItIs() {
    Store remote = new RemoteStore(client);
    assertThat(remote.sweeps()).isNotEmpty().isEqualTo(store.sweeps());
    assertThat(remote.sweep(SWEEP)).isEqualTo(store.sweep(SWEEP));
    assertThat(remote.state(SWEEP)).isEqualTo(store.state(SWEEP));
    assertThat(remote.runs(SWEEP)).isNotEmpty().isEqualTo(store.runs(SWEEP));
    assertThat(remote.run(RUN)).isPresent().isEqualTo(store.run(RUN));
    assertThat(remote.run("none")).isEmpty();
    assertThat(remote.trained()).isEqualTo(store.trained());
    assertThat(remote.idsStartingWith("l")).isNotEmpty().isEqualTo(store.idsStartingWith("l"));
    assertThat(remote.attempts(RUN)).isNotEmpty().isEqualTo(store.attempts(RUN));
    assertThat(remote.sweepAttempts(SWEEP)).isEqualTo(store.sweepAttempts(SWEEP));
    assertThat(remote.contrasts(SWEEP)).isNotEmpty().isEqualTo(store.contrasts(SWEEP));
    assertThat(remote.looks(SWEEP)).isEqualTo(store.looks(SWEEP));
    assertThat(remote.said(SWEEP)).isEqualTo(store.said(SWEEP));
    assertThat(remote.notes(SWEEP)).isEqualTo(store.notes(SWEEP));
  }

  @Test
  void curvesResultsNetsAndEnvironmentsTooNotANumberIncluded() {
    Store remote = new RemoteStore(client);
    String metric = Metrics.VALIDATION_LOSS;
    assertThat(remote.curves(RUN)).isNotEmpty().isEqualTo(store.curves(RUN));
    assertThat(remote.curves(SWEEP, metric)).isNotEmpty().isEqualTo(store.curves(SWEEP, metric));
    assertThat(remote.systemCurves(SWEEP, "cpu_load"))
        .isEqualTo(store.systemCurves(SWEEP, "cpu_load"));
    assertThat(remote.sweepCurves(SWEEP)).isNotEmpty().isEqualTo(store.sweepCurves(SWEEP));
    assertThat(remote.environment(RUN)).isPresent().isEqualTo(store.environment(RUN));
    assertThat(remote.sweepEnvironments(SWEEP)).isEqualTo(store.sweepEnvironments(SWEEP));
    assertThat(remote.model(RUN)).isEqualTo(store.model(RUN));
    assertThat(remote.sweepModels(SWEEP)).isEqualTo(store.sweepModels(SWEEP));
    assertThat(remote.result(RUN)).isEqualTo(store.result(RUN));
    assertThat(remote.sweepResults(SWEEP)).isNotEmpty().isEqualTo(store.sweepResults(SWEEP));
  }

  @Test
  void anotherProcessWritesNothing() {
    Store remote = new RemoteStore(client);
    assertThatThrownBy(() -> remote.delete(SWEEP))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("has the database open");
    assertThatThrownBy(() -> remote.index(Fixtures.journals(SWEEP)))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> remote.contents(JournalName.ofSweep(SWEEP)))
        .isInstanceOf(StoreException.class);
  }

  @ParameterizedTest
  @EnumSource(UserErrorException.Kind.class)
  void aRefusalKeepsItsKindAndItsWords(UserErrorException.Kind kind) {
    owner.refusal = Optional.of(new UserErrorException(kind, "not now, “please”"));
    assertThatThrownBy(() -> client.delete(new OwnerCommands.Delete("s")))
        .isInstanceOfSatisfying(UserErrorException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessage("not now, “please”");
  }

  @Test
  void cellsOfATableKeepTheirTypes() {
    List<Object> row =
        Arrays.asList(7L, 7.0, Double.NaN, new BigDecimal("1.50"), true, "l7", "", null);
    Table table = new Table(List.of("a", "b", "c", "d", "e", "f", "g", "h"), List.of(row));
    assertThat(SqlAnswer.of(table).table()).isEqualTo(table);
  }

  @Test
  void aStoreWithoutSqlSaysSo() {
    assertThatThrownBy(() -> new RemoteStore(client).sql().orElseThrow().query("SELECT 1", 1))
        .isInstanceOf(QueryException.class);
  }
}
