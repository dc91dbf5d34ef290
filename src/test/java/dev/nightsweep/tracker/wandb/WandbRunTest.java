package dev.nightsweep.tracker.wandb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedFact.Label;
import dev.nightsweep.tracker.TrackedFact.Parameter;
import dev.nightsweep.tracker.TrackedFact.Point;
import dev.nightsweep.tracker.TrackedFact.State;
import dev.nightsweep.tracker.TrackedFact.Summary;
import dev.nightsweep.tracker.TrackerLimits;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that W&B's library wrote (src/interop/wandb/write_fixtures.py), and what may become of
 * them.
 */
class WandbRunTest {
  private static final long MAX = TrackerLimits.MAX_FILE_BYTES;

  @TempDir private Path folder;

  private static byte[] fixture(String name) throws IOException {
    try (InputStream in = WandbRunTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private List<TrackedFact> read(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("run.wandb"), bytes);
    List<TrackedFact> facts = new ArrayList<>();
    try (WandbRun run = WandbRun.open(file, MAX)) {
      for (List<TrackedFact> some = run.read(); !some.isEmpty(); some = run.read()) {
        facts.addAll(some);
      }
    }
    return facts;
  }

  private static <T extends TrackedFact> List<T> only(Class<T> kind, List<TrackedFact> facts) {
    return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @ParameterizedTest
  @CsvSource({"0.31.0, short", "0.16.6, short", "0.31.0, long"})
  void everyNumberThatWasLoggedIsReadAtItsStep(String version, String name) throws IOException {
    List<Point> points = only(Point.class, read(fixture(version + "/" + name + ".wandb")));
    JsonNode logged = new ObjectMapper().readTree(fixture(name + ".json"));
    for (int step = 0; step < logged.size(); step++) {
      TreeMap<String, Double> expected = new TreeMap<>();
      logged.get(step).properties().forEach(e -> expected.put(e.getKey(), number(e.getValue())));
      TreeMap<String, Double> read = new TreeMap<>();
      int at = step;
      points.stream().filter(p -> p.step() == at).forEach(p -> read.put(p.metric(), p.value()));
      assertThat(read).isEqualTo(expected);
    }
    assertThat(points).allMatch(p -> p.step() < logged.size() && p.time() > 1_700_000_000_000L);
  }

  private static double number(JsonNode value) {
    return value.isTextual() ? Double.parseDouble(value.textValue()) : value.doubleValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.31.0", "0.16.6"})
  void theConfigurationTheSummaryAndTheEndAreRead(String version) throws IOException {
    List<TrackedFact> facts = read(fixture(version + "/short.wandb"));
    assertThat(only(Label.class, facts))
        .contains(new Label("run_id", "short"), new Label("project", "fixtures"));
    assertThat(only(Parameter.class, facts).stream().map(p -> p.name() + "=" + p.json()))
        .map(said -> said.replace(" ", ""))
        .containsExactly("depth=3", "opt={\"lr\":0.1}", "names=[\"a\",null]");
    assertThat(only(Summary.class, facts)).contains(new Summary("best", 0.75));
    List<State> states = only(State.class, facts);
    assertThat(states)
        .extracting(State::state)
        .containsExactly(RunState.RUNNING, RunState.FINISHED);
    assertThat(states.get(1).time()).isGreaterThanOrEqualTo(states.get(0).time());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.31.0", "0.16.6"})
  void aScriptThatFailedIsToldFromOneThatEndedWell(String version) throws IOException {
    List<TrackedFact> facts = read(fixture(version + "/crashed.wandb"));
    assertThat(only(State.class, facts)).last().extracting(State::state).isEqualTo(RunState.FAILED);
    assertThat(only(Point.class, facts)).extracting(Point::value).containsExactly(0.25);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000, 32768, 50000})
  void aFileThatGrowsTellsTheSameAsOneThatIsWhole(int piece) throws IOException {
    byte[] all = fixture(piece < 7 ? "0.31.0/short.wandb" : "0.31.0/long.wandb");
    Path file = Files.createFile(folder.resolve("growing.wandb"));
    List<TrackedFact> facts = new ArrayList<>();
    try (WandbRun run = WandbRun.open(file, MAX)) {
      for (int at = 0; at < all.length; at += piece) {
        byte[] more = Arrays.copyOfRange(all, at, Math.min(all.length, at + piece));
        Files.write(file, more, StandardOpenOption.APPEND);
        facts.addAll(run.read());
      }
    }
    assertThat(facts).isEqualTo(read(all));
  }

  /** A process that was killed leaves such a file. */
  @Test
  void ofAFileThatEndsAnywhereAllThatIsWholeIsRead() throws IOException {
    byte[] all = fixture("0.31.0/short.wandb");
    List<TrackedFact> whole = read(all);
    for (int length = 0; length < all.length; length++) {
      assertIsBeginning(read(Arrays.copyOf(all, length)), whole);
    }
  }

  private static void assertIsBeginning(List<TrackedFact> facts, List<TrackedFact> whole) {
    assertThat(whole.subList(0, Math.min(facts.size(), whole.size()))).isEqualTo(facts);
  }

  @Test
  void noFlippedBitChangesANumber() throws IOException {
    byte[] all = fixture("0.31.0/short.wandb");
    List<TrackedFact> whole = read(all);
    int refused = 0;
    for (int at = 0; at < all.length; at++) {
      byte[] damaged = all.clone();
      damaged[at] ^= (byte) (1 << at % 8);
      try {
        assertIsBeginning(read(damaged), whole);
      } catch (UnreadableRunException e) {
        assertThat(e).hasMessageContaining("run.wandb cannot be read from byte ");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(all.length * 9 / 10);
  }

  /** Records whose checksum is right, and which are nonsense. */
  @Test
  void nonsenseInARecordIsRefusedOrLeftOut() throws IOException {
    Random random = new Random(28);
    for (int i = 0; i < 2000; i++) {
      byte[] record = new byte[1 + random.nextInt(40)];
      random.nextBytes(record);
      byte[] inside = i % 2 == 0 ? record : WandbFile.field(i % 3 == 0 ? 2 : 17, record);
      try {
        read(new WandbFile().with(inside).bytes());
      } catch (UnreadableRunException e) {
        assertThat(e).hasMessageContaining("from byte 7 on");
      }
    }
  }

  @Test
  void aRecordWithoutEndIsRefusedAndTakesNoMemory() throws IOException {
    byte[] part = new byte[32768 - 14];
    WandbFile file = new WandbFile();
    file.part(part, 0, part.length, 2);
    byte[] middle = new byte[32768 - 7];
    for (int i = 0; i < 600; i++) {
      file.part(middle, 0, middle.length, 3);
    }
    assertThatThrownBy(() -> read(file.bytes()))
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("a record of more than 16 MiB");
  }

  /** Its parts hold nothing, so that it is never too long. */
  @Test
  void aRecordOfEmptyPartsWithoutEndIsRefused() {
    WandbFile file = new WandbFile();
    file.part(new byte[0], 0, 0, 2);
    int head = file.bytes().length;
    for (int i = 0; i < 4679; i++) {
      file.part(new byte[0], 0, 0, 3);
    }
    byte[] whole = Arrays.copyOf(file.bytes(), 32768);
    byte[] middle = Arrays.copyOfRange(whole, head, head + 7);
    ByteBuffer all = ByteBuffer.allocate(900 * 32768).put(whole);
    for (int block = 1; block < 900; block++) {
      for (int i = 0; i < 4681; i++) {
        all.put(middle);
      }
      all.put((byte) 0);
    }
    assertThatThrownBy(() -> read(all.array()))
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("a record of more than 16 MiB");
  }

  /** Some keep whole documents in them. */
  @Test
  void ofALongLabelTheBeginningIsKept() throws IOException {
    byte[] notes = WandbFile.field(9, "n".repeat(100_000).getBytes(StandardCharsets.UTF_8));
    assertThat(only(Label.class, read(new WandbFile().with(WandbFile.field(17, notes)).bytes())))
        .containsExactly(new Label("notes", "n".repeat(1000)));
  }

  @Test
  void aLongNameADeepValueAndAnEndlessTextAreNoMetrics() throws IOException {
    byte[] name = "n".repeat(5000).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> read(new WandbFile().with(history(name, "1")).bytes()))
        .hasMessageContaining("from byte 7 on: a name of 5000 letters");
    byte[] key = {'k'};
    assertThat(read(new WandbFile().with(history(key, "[".repeat(100_000))).bytes())).isEmpty();
    assertThat(read(new WandbFile().with(history(key, "{\"a\":".repeat(100_000))).bytes()))
        .isEmpty();
    assertThat(read(new WandbFile().with(history(key, "\"" + "x".repeat(1 << 20) + "\"")).bytes()))
        .isEmpty();
    assertThat(read(new WandbFile().with(history(key, "1e999")).bytes()))
        .containsExactly(new Point("k", 0, Double.POSITIVE_INFINITY, 0));
  }

  private static byte[] history(byte[] key, String json) {
    byte[] value = WandbFile.field(16, json.getBytes(StandardCharsets.UTF_8));
    byte[] name = WandbFile.field(1, key);
    byte[] item = Arrays.copyOf(name, name.length + value.length);
    System.arraycopy(value, 0, item, name.length, value.length);
    return WandbFile.field(2, WandbFile.field(1, item));
  }

  /** A look takes some MiB, and what a script prints or draws may be more. */
  @Test
  void metricsBehindMuchElseAreRead() throws IOException {
    WandbFile file = new WandbFile();
    byte[] printed = WandbFile.field(13, new byte[1_900_000]);
    for (int i = 0; i < 12; i++) {
      file.with(printed);
    }
    byte[] all = file.with(history(new byte[] {'k'}, "0.5")).bytes();
    assertThat(read(all)).containsExactly(new Point("k", 0, 0.5, 0));
  }

  @Test
  void whatIsNoSuchFileIsNamed() throws IOException {
    assertThatThrownBy(() -> read("{\"epoch\": 1}".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("it does not begin as a .wandb file does");
    assertThat(read(new byte[0])).isEmpty();
    assertThatThrownBy(() -> WandbRun.open(folder, MAX))
        .hasMessageContaining("it is no regular file");
    Path file = Files.write(folder.resolve("real.wandb"), fixture("0.31.0/short.wandb"));
    Path link = Files.createSymbolicLink(folder.resolve("link.wandb"), file);
    assertThatThrownBy(() -> WandbRun.open(link, MAX))
        .hasMessageContaining("it is no regular file");
    try (WandbRun run = WandbRun.open(file, 1000)) {
      assertThatThrownBy(run::read).hasMessageContaining("it is larger than");
    }
  }

  @Test
  void aFileThatBecomesShorterIsRefused() throws IOException {
    byte[] all = fixture("0.31.0/short.wandb");
    Path file = Files.write(folder.resolve("cut.wandb"), all);
    try (WandbRun run = WandbRun.open(file, MAX)) {
      assertThat(run.read()).isNotEmpty();
      Files.write(file, Arrays.copyOf(all, 100));
      assertThatThrownBy(run::read).hasMessageContaining("it has become shorter");
    }
  }
}
