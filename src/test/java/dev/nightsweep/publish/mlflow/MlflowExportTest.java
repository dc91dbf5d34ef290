package dev.nightsweep.publish.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightsweep.journal.JournalFiles;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Fixtures;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.MoreSettings;
import dev.nightsweep.model.OpenCatalog;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.publish.StoredSweep;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.memory.InMemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlflowExportTest {
  private static final ServerPatience SHORT =
      new ServerPatience(Duration.ofSeconds(5), Duration.ofSeconds(5), 3, Duration.ZERO);
  private static final ServerPatience NONE =
      new ServerPatience(Duration.ofSeconds(5), Duration.ofSeconds(5), 1, Duration.ZERO);

  @TempDir private Path folder;
  private ResultsFolder results;
  private Store store;
  private FakeMlflow mlflow;

  @BeforeEach
  void leaveASweepAndStartAServer() throws IOException {
    results = new ResultsFolder(folder);
    JournalFiles.write(results, Fixtures.journals(Fixtures.SWEEP));
    store = new InMemoryStore();
    store.index(Fixtures.journals(Fixtures.SWEEP));
    mlflow = new FakeMlflow();
  }

  @AfterEach
  void stop() {
    mlflow.close();
    store.close();
  }

  private SentSweep send(ServerPatience patience) {
    return send(patience, Map.of(), mlflow.url());
  }

  private SentSweep send(ServerPatience patience, Map<String, String> environment, String url) {
    MlflowServer server =
        new MlflowServer(MlflowAddress.parse(url), new MlflowAccess(environment), patience);
    return new MlflowExport(store, results, said -> {}).send(sweep(), "lrn", server);
  }

  private StoredSweep sweep() {
    return StoredSweep.of(store, Fixtures.SWEEP, sweep -> new OpenCatalog("alexnet"));
  }

  private String refusal(ServerPatience patience, IntFunction<FakeMlflow.Fault> faults) {
    mlflow.failing(faults);
    return catchThrowableOfType(UserErrorException.class, () -> send(patience)).getMessage();
  }

  /** Of an undisturbed export. */
  private List<String> whole() throws IOException {
    try (FakeMlflow other = new FakeMlflow()) {
      send(NONE, Map.of(), other.url());
      return other.contents();
    }
  }

  @Test
  void everyRunIsThereWithAllThatIsKnownOfIt() {
    SentSweep sent = send(NONE);
    assertThat(sent.created()).isEqualTo(6);
    assertThat(sent.remarks()).isEmpty();
    assertThat(mlflow.runs()).hasSize(6);
    for (FakeMlflow.KeptByFake run : mlflow.runs()) {
      String id = run.tags.get("nightsweep.run");
      Map<String, List<Point>> curves = store.curves(id);
      Map<String, List<Point>> there = new TreeMap<>();
      run.points.forEach(
          point ->
              there
                  .computeIfAbsent(point.key(), key -> new ArrayList<>())
                  .add(new Point(point.step(), point.value())));
      assertThat(there.toString().replace("1.7976931348623157E308", "Infinity"))
          .isEqualTo(new TreeMap<>(curves).toString());
      assertThat(run.params)
          .containsEntry("seed", id.substring(id.length() - 1))
          .containsEntry("lrn", String.valueOf(id.contains("-l")))
          .containsEntry("epochs", "3");
      assertThat(run.tags)
          .containsEntry("nightsweep.sweep", Fixtures.SWEEP)
          .containsEntry("nightsweep.arm", "lrn=" + id.contains("-l"))
          .containsEntry("nightsweep.phase", "COMPARISON")
          .containsEntry("nightsweep.verdict", id.contains("-l") ? "no verdict" : "baseline")
          .containsKeys("nightsweep.contrast.1", "nightsweep.audit");
    }
    assertThat(mlflow.tagsOf("lrn"))
        .containsKeys(
            "nightsweep." + Fixtures.SWEEP + ".answers", "nightsweep." + Fixtures.SWEEP + ".audit");
  }

  @Test
  void statesAndTimesAreThoseOfTheRuns() {
    send(NONE);
    FakeMlflow.KeptByFake completed = run("n1");
    assertThat(completed.status).isEqualTo("FINISHED");
    assertThat(completed.name).isEqualTo("lrn=false, seed 1");
    assertThat(run("l2").status).as("diverged").isEqualTo("FAILED");
    assertThat(run("n3").status).as("failed").isEqualTo("FAILED");
    assertThat(completed.start).isEqualTo(record("n1").startedAt().orElseThrow().toEpochMilli());
    assertThat(completed.end).isEqualTo(record("n1").endedAt().orElseThrow().toEpochMilli());
    List<Long> journaled =
        Fixtures.journal(JournalName.ofRun(Fixtures.SWEEP, Fixtures.run(Fixtures.SWEEP, 'n', 1)))
            .stream()
            .map(JournalLine::entry)
            .filter(Entry.EpochFinished.class::isInstance)
            .map(entry -> entry.at().toEpochMilli())
            .toList();
    assertThat(completed.points.stream().filter(p -> p.key().equals("seconds")))
        .extracting(SentPoint::timestamp)
        .isEqualTo(journaled)
        .hasSize(3);
  }

  private RunRecord record(String end) {
    return store.run(Fixtures.SWEEP + "-" + end).orElseThrow();
  }

  private FakeMlflow.KeptByFake run(String end) {
    return mlflow.runs().stream()
        .filter(run -> run.tags.get("nightsweep.run").endsWith(end))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsThereIsLeftAlone() {
    send(NONE);
    List<String> before = mlflow.contents();
    mlflow.failing(number -> FakeMlflow.NONE);
    SentSweep again = send(NONE);
    assertThat(again.unchanged()).isEqualTo(6);
    assertThat(again.created() + again.updated()).isZero();
    assertThat(mlflow.contents()).isEqualTo(before);
    assertThat(mlflow.requests()).doesNotContain("runs/create", "runs/log-batch", "runs/update");
  }

  /** The process is killed, or the net goes, after any request, done or not. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whateverIsBrokenOffIsCompletedByTheNextExport(boolean done) throws IOException {
    List<String> whole = whole();
    send(NONE);
    int requests = mlflow.requests().size();
    assertThat(requests).isGreaterThan(30);
    for (int last = 1; last <= requests; last += last < 14 ? 1 : 5) { // runs are alike
      int broken = last;
      try (FakeMlflow one = new FakeMlflow()) {
        one.failing(
            number ->
                number < broken
                    ? FakeMlflow.NONE
                    : number == broken && done ? FakeMlflow.LOST : FakeMlflow.DROPPED);
        assertThatThrownBy(() -> send(NONE, Map.of(), one.url()))
            .as("request %d", last)
            .isInstanceOf(UserErrorException.class);
        one.failing(number -> FakeMlflow.NONE);
        send(NONE, Map.of(), one.url());
        assertThat(one.contents()).as("request %d", last).isEqualTo(whole);
        assertThat(one.deleted()).isZero();
      }
    }
  }

  @Test
  void anAnswerThatIsLostDoublesNothing() throws IOException {
    mlflow.failing(number -> number % 2 == 0 ? FakeMlflow.LOST : FakeMlflow.NONE);
    assertThat(send(SHORT).created()).isEqualTo(6);
    assertThat(mlflow.contents()).isEqualTo(whole());
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void whatMayPassIsAskedAgain(int status) throws IOException {
    mlflow.failing(
        number ->
            number % 3 == 0
                ? FakeMlflow.answers(status, "{\"error_code\":\"BUSY\"}", "Retry-After", "0")
                : FakeMlflow.NONE);
    assertThat(send(SHORT).created()).isEqualTo(6);
    assertThat(mlflow.contents()).isEqualTo(whole());
  }

  @Test
  void aServerThatStaysBusyIsToldOfWithWhatIsThere() {
    String message =
        refusal(
            SHORT,
            number ->
                number < 20
                    ? FakeMlflow.NONE
                    : FakeMlflow.answers(
                        503, "{\"error_code\":\"TEMPORARILY_UNAVAILABLE\",\"message\":\"full\"}"));
    assertThat(message)
        .contains(mlflow.url(), "full", "of 6 runs are there; the same command goes on");
  }

  @Test
  void whoIsNotLetInIsToldWhatToSet() {
    assertThat(refusal(NONE, number -> FakeMlflow.answers(401, "You are not authenticated.")))
        .contains("lets nobody in", "You are not authenticated.", "MLFLOW_TRACKING_TOKEN");
  }

  @Test
  void whatIsNoMlflowServerIsSaidToBeNone() {
    assertThat(refusal(NONE, number -> FakeMlflow.answers(200, "<html>Welcome</html>")))
        .contains("does not answer as an MLflow server does", "<html>Welcome");
    assertThat(refusal(NONE, number -> FakeMlflow.answers(404, "nothing here")))
        .contains("status 404");
  }

  @Test
  void aSlowServerIsNotWaitedForForEver() {
    mlflow.failing(number -> FakeMlflow.waits(300));
    ServerPatience impatient =
        new ServerPatience(Duration.ofSeconds(5), Duration.ofMillis(20), 2, Duration.ZERO);
    assertThatThrownBy(() -> send(impatient))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("cannot be asked");
  }

  @Test
  void whereNobodyListensIsSaidAtOnce() throws IOException {
    String gone;
    try (FakeMlflow other = new FakeMlflow()) {
      gone = other.url();
    }
    ServerPatience patient =
        new ServerPatience(
            Duration.ofSeconds(5), Duration.ofSeconds(5), 100, Duration.ofMinutes(1));
    assertThatThrownBy(() -> send(patient, Map.of(), gone))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining(gone)
        .hasMessageContaining("Is the server running");
  }

  @Test
  void aTokenGoesToNoOtherServer() throws IOException {
    try (FakeMlflow other = new FakeMlflow()) {
      mlflow.failing(number -> FakeMlflow.answers(307, "", "Location", other.url() + "/x"));
      assertThatThrownBy(
              () -> send(NONE, Map.of("MLFLOW_TRACKING_TOKEN", "secret-token"), mlflow.url()))
          .hasMessageContaining("sends elsewhere, to " + other.url())
          .hasMessageNotContaining("secret-token");
      assertThat(other.requests()).isEmpty();
      assertThat(mlflow.authorizations()).contains("Bearer secret-token");
    }
  }

  @Test
  void aRunThatReadsOtherwiseNowIsMadeAnew() throws IOException {
    send(NONE);
    List<String> before = mlflow.contents();
    FakeMlflow.KeptByFake old = run("n1");
    old.points.set(0, new SentPoint(old.points.get(0).key(), 0.125, 5, 1));
    old.tags.remove("nightsweep.readings");
    SentSweep again = send(NONE);
    assertThat(again.updated()).isOne();
    assertThat(again.remarks()).singleElement().asString().contains("the old one is deleted there");
    assertThat(mlflow.contents()).isEqualTo(before);
    assertThat(mlflow.deleted()).isOne();
  }

  @Test
  void tagsAreBroughtUpToDateAndOthersStay() {
    send(NONE);
    run("l1").tags.put("nightsweep.verdict", "better");
    run("l1").tags.put("nightsweep.contrast.9", "old");
    run("l1").tags.put("mine", "stays");
    SentSweep again = send(NONE);
    assertThat(again.updated()).isOne();
    assertThat(run("l1").tags)
        .containsEntry("nightsweep.verdict", "no verdict")
        .containsEntry("mine", "stays")
        .doesNotContainKey("nightsweep.contrast.9");
  }

  @Test
  void aDeletedExperimentIsNotWrittenTo() {
    send(NONE);
    mlflow.deleteExperiments();
    assertThatThrownBy(() -> send(NONE))
        .hasMessageContaining("was deleted")
        .hasMessageContaining("--experiment");
  }

  @Test
  void namesAndTextsThatMlflowDoesNotTakeAreChangedAndTold() {
    String endless = "ä".repeat(7000);
    store.close();
    store = new InMemoryStore();
    store.index(
        MoreSettings.journals(
            Map.of("a@b", Setting.of("x"), "seed", Setting.of(99L)),
            Map.of("a@b", Setting.of(endless), "seed", Setting.of(99L))));
    SentSweep sent = send(NONE);
    assertThat(run("l1").params).containsEntry("a_b", endless.substring(0, 6000));
    assertThat(run("n1").params).containsEntry("a_b", "x").containsEntry("seed", "99");
    assertThat(run("n1").tags).containsEntry("nightsweep.seed", "1");
    assertThat(sent.remarks())
        .anySatisfy(said -> assertThat(said).contains("“a@b” is called “a_b” there"))
        .anySatisfy(said -> assertThat(said).contains("6,000 characters"));
    assertThat(send(NONE).unchanged()).isEqualTo(6);
  }

  @Test
  void anOldServerGetsShorterParameters() {
    mlflow.takeParametersOf(500);
    store.close();
    store = new InMemoryStore();
    Map<String, Setting> endless = Map.of("text", Setting.of("z".repeat(501)));
    store.index(MoreSettings.journals(endless, endless));
    SentSweep sent = send(NONE);
    assertThat(run("l1").params).containsEntry("text", "z".repeat(500));
    assertThat(sent.remarks()).singleElement().asString().contains("500 characters");
    assertThat(send(NONE).unchanged()).isEqualTo(6);
  }

  @Test
  void aPreviewAsksNobody() {
    SentSweep preview = new MlflowExport(store, results, said -> {}).preview(sweep(), "lrn");
    assertThat(preview.created()).isEqualTo(6);
    assertThat(mlflow.requests()).isEmpty();
    assertThat(preview.readings()).isEqualTo(send(NONE).readings());
  }
}
