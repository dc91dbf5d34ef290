package dev.nightsweep.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The encoding: stable, the same everywhere, and without loss. */
class FormatTest {
  private Locale locale;

  @BeforeEach
  void keepLocale() {
    locale = Locale.getDefault();
  }

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(locale);
  }

  @ParameterizedTest
  @ValueSource(strings = {"und", "en-US", "tr-TR", "de-DE", "ar-EG-u-nu-arab"})
  void linesStayAsTheyWereWhateverTheLocale(String tag) throws Exception {
    Locale.setDefault(Locale.forLanguageTag(tag));
    List<String> golden = golden();
    List<String> written = new ArrayList<>();
    for (Entry entry : EntrySamples.entries()) {
      written.add(LineFormat.write(written.size() + 1, Json.write(entry)));
    }
    assertThat(written).isEqualTo(golden);

    for (int i = 0; i < golden.size(); i++) {
      assertThat(LineFormat.parse(golden.get(i)))
          .isEqualTo(new LineFormat.Numbered(i + 1, EntrySamples.entries().get(i), ""));
    }
  }

  @Test
  void aLineSaysWhoseItIs() throws Exception {
    Entry entry =
        new Entry.EpochFinished(1, 2, Map.of("loss", Double.NaN), Map.of(), EntrySamples.AT);
    String owner = LineFormat.owner(JournalName.ofRun("s", "r1"));
    String line =
        "{\"v\":1,\"seq\":7,\"crc32\":\"806aff4d\",\"payload\":{\"type\":\"EpochFinished\",\"attempt\":1,\"epoch\":2"
            + ",\"metrics\":{\"loss\":\"NaN\"},\"system\":{},\"at\":\"2026-03-01T22:00:00.123456789Z\",\"run\":\"r1\"}}";
    assertThat(LineFormat.write(7, entry, owner)).isEqualTo(line);
    assertThat(LineFormat.parse(line)).isEqualTo(new LineFormat.Numbered(7, entry, owner));
    assertThat(LineFormat.owner(JournalName.ofSweep("s"))).isEqualTo("\"sweep\":\"s\"");
  }

  /** Read and written again, a published line is the same byte for byte. */
  @Test
  void thePublishedJournalsStayAsTheyAre() throws Exception {
    int lines = 0;
    try (Stream<Path> files = Files.walk(Path.of("results/lrn-study"))) {
      for (Path journal : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
        for (String line : Files.readAllLines(journal)) {
          LineFormat.Numbered read = LineFormat.parse(line);
          assertThat(LineFormat.write(read.seq(), Json.write(read.entry()))).isEqualTo(line);
          lines++;
        }
      }
    }
    assertThat(lines).isGreaterThan(1000);
  }

  @Test
  void theSamplesHaveEveryTypeOfEntry() {
    assertThat(EntrySamples.entries().stream().map(Object::getClass).distinct())
        .hasSameElementsAs(
            Stream.of(Entry.OfSweep.class, Entry.OfRun.class)
                .<Class<?>>flatMap(group -> Stream.of(group.getPermittedSubclasses()))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("dev.nightsweep.journal.EntrySamples#entries")
  void entriesComeBackFromTheWire(Entry entry) {
    Signal signal = new Signal.Journaled("s-n1", 7, entry);
    String line = Wire.write(signal);
    assertThat(line).doesNotContain("\n", "\r");
    assertThat(Wire.parseSignal(line)).contains(signal);
  }

  @Test
  void otherSignalsComeBackFromTheWire() {
    List<Signal> signals =
        List.of(
            new Signal.Ready(),
            new Signal.Progress("r", 3, 1L << 40, Long.MAX_VALUE),
            new Signal.Remarked("r", "metric_text", EntrySamples.HARD),
            new Signal.Idle(EntrySamples.HARD));
    for (Signal signal : signals) {
      assertThat(Wire.parseSignal(Wire.write(signal))).contains(signal);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "epoch 1 done",
        "@nightsweep",
        "@nightsweep ",
        "@nightsweep {",
        "@nightsweep []",
        "@nightsweep null",
        "@nightsweep 3",
        "@nightsweep {\"type\":\"Nonsense\"}",
        "@nightsweep {\"epoch\":1}",
        "@nightsweep {\"type\":\"Journaled\",\"entry\":{\"type\":\"Nonsense\"}}",
        " @nightsweep {\"type\":\"Ready\"}",
        "{\"type\":\"Ready\"}",
        "# A fatal error has been detected by the Java Runtime Environment:"
      })
  void foreignLinesAreNoSignals(String line) {
    assertThat(Wire.parseSignal(line)).isEmpty();
  }

  @Test
  void assignmentsComeBackWithTheTypesOfTheirSettings() throws IOException {
    Settings settings =
        Settings.of(
            Map.of(
                "flag", Setting.of(true),
                "whole", Setting.of(Long.MIN_VALUE),
                "real", Setting.of(1.0),
                "tiny", Setting.of(1e-300),
                "great", Setting.of(1e16),
                "word", Setting.of("1.5"),
                "nan", Setting.of("NaN"),
                "hard", Setting.of(EntrySamples.HARD)));
    Assignment assignment = assignment(settings);
    String line = Wire.write(assignment);
    assertThat(line).doesNotContain("\n", "\r");
    assertThat(Wire.parseInstruction(line)).isEqualTo(assignment);
  }

  @Test
  void labelsOfMoreThanTenClassesAreAnArray() throws IOException {
    RunResult result =
        new RunResult(
            Map.of(), List.of(), ClassLabels.of(9, 10, 999), ClassLabels.of(9, 0, 1), "hash");

    String json = Json.write(result);

    assertThat(json).contains("\"predictions\":[9,10,999]", "\"truth\":\"901\"");
    assertThat(Json.read(json, RunResult.class)).isEqualTo(result);
    assertThatThrownBy(() -> Json.read(json.replace("901", "9x1"), RunResult.class))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Json.read(json.replace("999", "1000"), RunResult.class))
        .isInstanceOf(IOException.class);
  }

  @Test
  void fieldsOfANewerVersionAreIgnored() throws IOException {
    assertThat(
            Json.read(
                "{\"type\":\"AttemptStarted\",\"runId\":\"r\",\"attempt\":1,\"worker\":2,"
                    + "\"at\":\"2026-03-01T22:00:00.123456789Z\",\"colour\":{\"red\":[1]}}",
                Entry.class))
        .isEqualTo(new Entry.AttemptStarted("r", 1, 2, EntrySamples.AT));
  }

  @Test
  void aLineOfANewerFormatSaysSo() {
    String payload = Json.write(EntrySamples.entries().get(2));
    CRC32 crc = new CRC32();
    crc.update(("2 1 " + payload).getBytes(UTF_8));
    String line =
        "{\"v\":2,\"seq\":1,\"crc32\":\"%08x\",\"payload\":%s}".formatted(crc.getValue(), payload);
    assertThatThrownBy(() -> LineFormat.parse(line)).hasMessageContaining("newer Nightsweep (v2)");
  }

  private static Assignment assignment(Settings settings) throws IOException {
    return Json.read(
        "{\"type\":\"Assignment\",\"sweepId\":\"s\",\"runId\":\"r\",\"attempt\":2,\"program\":\"alexnet\",\"settings\":%s,"
                .formatted(Json.write(settings))
            + "\"seed\":-7,\"folder\":\"/tmp/ä b\"}",
        Assignment.class);
  }

  private static List<String> golden() throws IOException {
    try (InputStream lines = FormatTest.class.getResourceAsStream("golden.jsonl")) {
      return List.of(new String(lines.readAllBytes(), UTF_8).split("\n", -1)).stream()
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }
}
