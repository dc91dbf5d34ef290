package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that somebody made to be imported: each is taken in whole, or refused and nothing stays.
 */
class HostileImportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static Cli home;
  private static String export;

  @TempDir private Path elsewhere;

  @BeforeAll
  static void train() throws IOException {
    home = Cli.inThreads(folder.resolve("results"));
    Path spec =
        Files.writeString(
            folder.resolve("spec.yaml"),
            """
            name: base
            program: simulated
            method: grid
            parameters: {lrn: {values: [false, true]}, epochs: {value: 2}}
            ablation: {seeds: 3}
            """);
    assertThat(home.run("run", spec.toString()).exitCode()).isZero();
    export = home.run("report", "--format", "json").out();
  }

  /** What is edited, and what the refusal names. */
  @SuppressWarnings("ImmutableEnumChecker") // a lambda is
  private enum Edit {
    SWEEP_ID_LEADS_OUT("no id of a sweep", s -> s.header().put("sweepId", "../../evil")),
    SWEEP_ID_IS_ABSOLUTE("no id of a sweep", s -> s.header().put("sweepId", "/tmp/evil")),
    SWEEP_ID_IS_A_DEVICE("no id of a sweep", s -> s.header().put("sweepId", "NUL")),
    SWEEP_ID_LOOKS_LIKE_LETTERS("no id of a sweep", s -> s.header().put("sweepId", "bаse-1")),
    SWEEP_ID_IS_HIDDEN("no id of a sweep", s -> s.header().put("sweepId", ".deleted-base")),
    SWEEP_ID_IS_EMPTY("no id of a sweep", s -> s.header().put("sweepId", "")),
    SWEEP_ID_IS_LONG("no id of a sweep", s -> s.header().put("sweepId", "x".repeat(250))),
    RUN_ID_LEADS_OUT("no id of a run", s -> s.rename(0, "../../../elsewhere/run1")),
    RUN_ID_LEADS_ASTRAY("no id of a run", s -> s.rename(0, "a/../b")),
    RUN_ID_HAS_A_BACKSLASH("no id of a run", s -> s.rename(0, "..\\run")),
    RUN_ID_HAS_A_LINE_BREAK("no id of a run", s -> s.rename(0, "run\nid")),
    RUN_IDS_DIFFER_IN_CASE("twice", s -> s.rename(0, s.runId(1).toUpperCase(Locale.ROOT))),
    JOURNAL_LEADS_OUT(
        "no run has the id", s -> s.unmarked().journal(1).put("run_id", "../../../evil")),
    JOURNAL_OF_ANOTHERS_RUN(
        "no run has the id", s -> s.unmarked().journal(1).put("run_id", "0123456789ab")),
    JOURNAL_TWICE("same run", s -> s.journals().add(s.journal(1).deepCopy())),
    RUN_TWICE("is there twice", s -> s.runs().add(s.runs().get(0))),
    ARM_TWICE("is there twice", s -> s.arms().add(s.arms().get(0))),
    NO_ARMS("that the plan does not have", s -> s.arms().removeAll()),
    NO_RUNS("no run has the id", s -> s.runs().removeAll()),
    NO_NAME("header is not whole", s -> s.header().putNull("name")),
    NO_QUESTION("header is not whole", s -> s.header().putNull("question")),
    NO_OBJECTIVE("header is not whole", s -> s.header().putNull("objective")),
    NO_PROGRAM("cannot be read", s -> s.header().putNull("program")),
    NO_METHOD("cannot be read", s -> s.header().put("method", "nonsense")),
    NO_SUCH_DATE("no date", s -> s.header().put("createdAt", "+999999999-12-31T23:59:59Z")),
    CONTRAST_OF_NO_ARM("contrast", s -> s.cell().put("armId", "nope")),
    CONTRAST_WITHOUT_CELLS("contrast", s -> s.cells().removeAll()),
    RUN_OF_NO_ARM("is of an arm", s -> ((ObjectNode) s.runs().get(0)).put("armId", "nope")),
    EPOCH_BEFORE_THE_FIRST("no such epoch", s -> s.first("EpochFinished").put("epoch", -3)),
    LAST_EPOCH_NEGATIVE("no such epoch", s -> s.first("RunEnded").put("lastEpoch", -1)),
    ATTEMPT_NEGATIVE("never begun", s -> s.first("AttemptStarted").put("attempt", -5)),
    ATTEMPT_NEVER_BEGUN("never begun", s -> s.first("EpochFinished").put("attempt", 7)),
    ENTRY_OF_ANOTHER_RUN("no run has", s -> s.first("AttemptStarted").put("runId", "../x")),
    END_IS_MISSING("is missing", s -> s.entries(1).remove(s.entries(1).size() - 1)),
    ENTRY_IS_NULL("entry 3 of journal 1", s -> s.entries(0).setNull(2)),
    ENTRY_IN_THE_WRONG_JOURNAL(
        "another journal", s -> s.unmarked().entries(0).add(s.entries(1).get(0))),
    PLANNED_TWICE("planned already", s -> s.entries(0).add(s.entries(0).get(0))),
    PLAN_OF_ANOTHER_SWEEP("another sweep", s -> s.replan("other-123456")),
    PLAN_THAT_LEADS_OUT("no id of a sweep", s -> s.replan("../../elsewhere")),
    TOO_MANY_METRICS(
        "more than 2,000 metrics",
        s -> IntStream.range(0, 2001).forEach(i -> s.metrics().put("m" + i, 0.5))),
    READING_IS_A_WORD("cannot be read", s -> s.metrics().put("validation_accuracy", "much")),
    NAME_IS_TOO_LONG("longer than 1,000", s -> s.header().put("name", "x".repeat(2_000_000))),
    NOTHING_BUT_JOURNALS("begin with a plan", s -> s.journals().remove(0)),
    NO_LIST("not what it should be", s -> s.tree().put("journals", 7)),
    NEWER("newer Nightsweep", s -> s.tree().put("version", 2));

    private final String named;
    private final Consumer<Sweep> edit;

    Edit(String named, Consumer<Sweep> edit) {
      this.named = named;
      this.edit = edit;
    }
  }

  /** An exported sweep to be edited. */
  private record Sweep(ObjectNode tree) {
    static Sweep exported() throws IOException {
      ObjectNode tree = (ObjectNode) JSON.readTree(export);
      tree.remove(List.of("contrasts", "answers"));
      return new Sweep(tree);
    }

    /** As earlier versions wrote it: no entry says which run it is of. */
    Sweep unmarked() {
      journals().forEach(part -> part.get("entries").forEach(e -> ((ObjectNode) e).remove("run")));
      return this;
    }

    ArrayNode journals() {
      return (ArrayNode) tree.get("journals");
    }

    ObjectNode journal(int number) {
      return (ObjectNode) journals().get(number);
    }

    ArrayNode entries(int number) {
      return (ArrayNode) journal(number).get("entries");
    }

    ObjectNode plan() {
      return (ObjectNode) entries(0).get(0).get("plan");
    }

    ObjectNode header() {
      return (ObjectNode) plan().get("header");
    }

    ArrayNode runs() {
      return (ArrayNode) plan().get("runs");
    }

    ArrayNode arms() {
      return (ArrayNode) plan().get("arms");
    }

    ArrayNode cells() {
      return (ArrayNode) header().get("contrasts").get(0).get("cells");
    }

    ObjectNode cell() {
      return (ObjectNode) cells().get(0);
    }

    ObjectNode metrics() {
      return (ObjectNode) first("EpochFinished").get("metrics");
    }

    String runId(int run) {
      return runs().get(run).get("runId").asText();
    }

    void rename(int run, String other) {
      ((ObjectNode) runs().get(run)).put("runId", other);
    }

    void replan(String sweepId) {
      ObjectNode entry = entries(0).addObject();
      entry.put("type", "SweepReplanned").put("at", "2026-11-30T01:19:29.7Z");
      ((ObjectNode) entry.putObject("plan").setAll(plan().deepCopy()).get("header"))
          .put("sweepId", sweepId);
    }

    ObjectNode first(String type) {
      for (JsonNode journal : journals()) {
        for (JsonNode entry : journal.get("entries")) {
          if (entry.get("type").asText().equals(type)) {
            return (ObjectNode) entry;
          }
        }
      }
      throw new AssertionError(type);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeIsRefusedAndNothingStays(Edit edit) throws IOException {
    Sweep sweep = Sweep.exported();
    edit.edit.accept(sweep);
    refused(file(sweep.tree().toString()), edit.named);
  }

  /** In a folder that was not there, there is none afterwards. */
  private void refused(Path file, String named) throws IOException {
    Cli fresh = Cli.inThreads(elsewhere.resolve("results"));
    Cli.Result refused = fresh.run("import", file.toString());
    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains(named).doesNotContain("Exception", "\tat ");
    assertThat(fresh.results()).doesNotExist();
  }

  @Test
  void aRunThatIsHereAlreadyIsRefusedAndEverythingStays() throws IOException {
    Sweep sweep = Sweep.exported();
    sweep.header().put("sweepId", "evil-000005");
    refusedAtHome(sweep, "is here already: of base-");
    sweep = Sweep.exported();
    String runId = sweep.runId(2);
    sweep.header().put("sweepId", runId);
    refusedAtHome(sweep, "is here already");
    sweep = Sweep.exported();
    sweep.header().put("sweepId", homeId().toUpperCase(Locale.ROOT));
    refusedAtHome(sweep, homeId() + " is here already");
  }

  private void refusedAtHome(Sweep sweep, String named) throws IOException {
    Map<String, String> before = files(home.results());
    Cli.Result refused = home.run("import", file(sweep.tree().toString()).toString());
    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains(named);
    assertThat(files(home.results())).isEqualTo(before);
    assertThat(home.run("verify").exitCode()).isZero();
    assertThat(home.run("list").err()).isEmpty();
  }

  private static String homeId() throws IOException {
    return JSON.readTree(export).get("sweep").get("sweep_id").asText();
  }

  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(f -> !f.toString().endsWith(".db")).toList()) {
        byte[] bytes = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
        files.put(root.relativize(file).toString(), Arrays.hashCode(bytes) + "");
      }
    }
    return files;
  }

  @Test
  void aLinkInItsPlaceIsNotFollowed() throws IOException {
    Path results = Files.createDirectories(elsewhere.resolve("linked"));
    Path outside = Files.createDirectories(elsewhere.resolve("outside"));
    for (Path target : List.of(outside, elsewhere.resolve("nowhere"))) {
      Files.deleteIfExists(results.resolve(homeId()));
      Files.createSymbolicLink(results.resolve(homeId()), target);
      Cli.Result refused = Cli.inThreads(results).run("import", file(export).toString());
      assertThat(refused.exitCode()).as(refused.err()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.err()).contains("is here already");
      assertThat(outside).isEmptyDirectory();
      assertThat(files(results)).containsOnlyKeys("", homeId());
    }
  }

  @Test
  void whatIsNoFileIsNotWaitedFor() throws Exception {
    Path pipe = elsewhere.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    refused(pipe, "it is no file");
    refused(Path.of("/dev/zero"), "it is no file");
    refused(elsewhere, "it is no file");
    refused(elsewhere.resolve("none"), "there is no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!!!", "aGVsbG8=", "H4sIAAAA", ""})
  void aPageWhoseArchiveIsDamagedIsRefused(String archive) throws IOException {
    refused(page(archive), "cannot be read");
  }

  /** A page of 150 kB that would be 150 MB, blank or a list without end. */
  @ParameterizedTest
  @ValueSource(strings = {" ", "{\"entries\":[]},"})
  void whatUnpacksToTooMuchIsRefused(String part) throws IOException {
    byte[] block = part.repeat(1_000_000 / part.length()).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("{\"format\":\"nightsweep-sweep\",\"other\":[".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 150; i++) {
        gzip.write(block);
      }
    }
    refused(page(Base64.getEncoder().encodeToString(packed.toByteArray())), "larger than 100 MB");
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() throws IOException {
    Path file = file("{");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'}'}), 3_000_000_000L); // with a hole
    }
    refused(file, "larger than 100 MB");
  }

  @Test
  void aSweepThatWasExportedWhileItRanIsStoppedHereAndVerifies() throws IOException {
    Sweep sweep = Sweep.exported();
    ArrayNode entries = sweep.entries(0);
    while (!entries.get(entries.size() - 1).get("type").asText().equals("AttemptStarted")) {
      entries.remove(entries.size() - 1);
    }
    String last = entries.get(entries.size() - 1).get("runId").asText();
    for (int i = sweep.journals().size() - 1; i > 0; i--) {
      if (sweep.journal(i).get("run_id").asText().equals(last)) {
        sweep.journals().remove(i);
      }
    }
    Cli other = Cli.inThreads(elsewhere.resolve("results"));
    Cli.Result taken = other.run("import", file(sweep.tree().toString()).toString());
    assertThat(taken.exitCode()).as(taken.err()).isZero();
    assertThat(other.run("list").out()).contains("STOPPED");
    assertThat(other.run("verify").exitCode()).isZero();
  }

  @Test
  void whatAKilledImportLeftIsRemovedByTheNextOne() throws IOException {
    Path results = Files.createDirectories(elsewhere.resolve("results"));
    Path dead = Files.createDirectories(results.resolve(".import-999999999-a").resolve("base-1"));
    Path ours =
        Files.createDirectories(results.resolve(".import-" + ProcessHandle.current().pid() + "-b"));
    assertThat(Cli.inThreads(results).run("import", file(export).toString()).exitCode()).isZero();
    assertThat(dead.getParent()).doesNotExist();
    assertThat(ours).exists();
  }

  private Path page(String archive) throws IOException {
    return file("<html><script id=\"sweep-archive\">" + archive + "</script></html>");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(elsewhere, "file", ".x"), text);
  }
}
