package dev.nightsweep.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Instruction;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Signal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is written can be read: values of every type, made at random, come back equal. */
class RoundTripTest {
  private static final int VALUES = 60;

  @TempDir private Path folder;

  static Stream<Class<?>> entries() {
    return AnyValue.cases(Entry.class);
  }

  static Stream<Class<?>> spoken() {
    return Stream.of(Signal.class, Instruction.class).flatMap(AnyValue::cases);
  }

  private static <T> List<T> values(Class<?> type, Class<T> as) {
    AnyValue any = new AnyValue(type.getName().hashCode());
    return Stream.generate(() -> as.cast(any.of(type))).limit(VALUES).toList();
  }

  @ParameterizedTest
  @MethodSource("entries")
  void everyLineOfAJournalIsRead(Class<?> type) throws IOException {
    List<Entry> values = values(type, Entry.class);
    JournalName name = JournalName.ofRun("s", "r \"1\"");
    Path file = folder.resolve("journal.jsonl");
    try (Journal journal = Journal.open(name, file)) {
      for (Entry value : values) {
        journal.write(value);
      }
    }
    Journal.Content content = Journal.read(name, file);
    assertThat(content.damage()).isEmpty();
    for (int i = 0; i < values.size(); i++) {
      assertThat(content.lines().get(i).entry()).isEqualTo(values.get(i));
    }
  }

  @ParameterizedTest
  @MethodSource("entries")
  void bothFormsOfAnExportAreRead(Class<?> type) throws IOException {
    List<Entry> values = values(type, Entry.class).subList(0, VALUES / 3);
    SweepFile file =
        new SweepFile(
            "s.yaml",
            EntrySamples.HARD,
            List.of(
                new SweepFile.Part(Optional.empty(), values),
                new SweepFile.Part(Optional.of("r"), values)));
    assertThat(read(file.write(Map.of()))).isEqualTo(file);
    assertThat(read(file.pack())).isEqualTo(file);
  }

  @ParameterizedTest
  @MethodSource("spoken")
  void everyLineBetweenProcessesIsRead(Class<?> type) throws IOException {
    for (Object value : values(type, Object.class)) {
      if (value instanceof Signal signal) {
        String line = Wire.write(signal);
        assertThat(line).doesNotContain("\n", "\r");
        assertThat(Wire.parseSignal(line)).contains(signal);
      } else {
        String line = Wire.write((Instruction) value);
        assertThat(line).doesNotContain("\n", "\r");
        assertThat(Wire.parseInstruction(line)).isEqualTo(value);
      }
    }
  }

  /** Half of a letter cannot be kept in UTF-8, and does not spoil its line. */
  @Test
  void aTextThatIsNoUnicodeIsReadWithoutIt() throws IOException {
    Entry entry = new Entry.RunsStopped(List.of(), "a\ud83db\udc00", EntrySamples.AT);
    JournalName name = JournalName.ofSweep("s");
    JournalFiles.write(new ResultsFolder(folder), List.of(new JournalLine(name, 1, entry)));
    Journal.Content content = Journal.read(name, folder.resolve("s/sweep.jsonl"));
    assertThat(content.damage()).isEmpty();
    assertThat(content.lines().get(0).entry())
        .isEqualTo(new Entry.RunsStopped(List.of(), "a?b?", EntrySamples.AT));
  }

  /** As a damaged line would be, also where a line of another journal was put in. */
  @Test
  void linesOfAnotherJournalAreFoundWhereverTheyAre() throws IOException {
    JournalName name = JournalName.ofRun("s", "r1");
    List<Entry> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= 4; epoch++) {
      epochs.add(new Entry.EpochFinished(1, epoch, Map.of(), Map.of(), EntrySamples.AT));
    }
    List<String> own = lines(name, epochs);
    List<String> others = lines(JournalName.ofRun("s", "r2"), epochs);
    assertThat(damage(name, others)).containsExactly(1);
    assertThat(damage(name, List.of(own.get(0), others.get(1), own.get(2), others.get(3))))
        .containsExactly(2, 3, 4);
    assertThat(damage(name, lines(JournalName.ofSweep("s"), epochs))).containsExactly(1);
    assertThat(damage(name, own)).isEmpty();
  }

  @Test
  void publishedJournalsWhoseLinesDoNotSayWhoseTheyAreAreRead() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("results/lrn-study"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
        Journal.Content content = Journal.read(JournalName.ofRun("s", "r"), file);
        assertThat(content.damage()).as(file.toString()).isEmpty();
        assertThat(content.lines()).isNotEmpty();
      }
    }
  }

  private static List<String> lines(JournalName name, List<Entry> entries) {
    List<String> lines = new ArrayList<>();
    for (Entry entry : entries) {
      lines.add(LineFormat.write(lines.size() + 1, entry, LineFormat.owner(name)));
    }
    return lines;
  }

  private List<Integer> damage(JournalName name, List<String> lines) throws IOException {
    Path file = Files.writeString(folder.resolve("some"), String.join("\n", lines) + "\n");
    return Journal.read(name, file).damage().stream().map(Journal.Damage::line).toList();
  }

  private static SweepFile read(String json) throws IOException {
    return SweepFileReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))
        .sweep();
  }
}
