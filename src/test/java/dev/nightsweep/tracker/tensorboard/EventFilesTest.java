package dev.nightsweep.tracker.tensorboard;

import static dev.nightsweep.tracker.tensorboard.EventBytes.field;
import static dev.nightsweep.tracker.tensorboard.EventBytes.fixed;
import static dev.nightsweep.tracker.tensorboard.EventBytes.join;
import static dev.nightsweep.tracker.tensorboard.EventBytes.number;
import static dev.nightsweep.tracker.tensorboard.EventBytes.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightsweep.tracker.RunFiles;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedFact.Point;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Event files made by hand, whole, growing, cut and damaged. */
class EventFilesTest {
  private static final String NAME = "events.out.tfevents.1764500000.host.4711.0";

  @TempDir private Path folder;

  private static EventBytes three() {
    return new EventBytes()
        .version()
        .scalar("acc", 1, 0.5f, 100)
        .scalar("acc", 2, 0.75f, 101)
        .scalar("loss", 2, Float.NaN, 102);
  }

  private static final List<TrackedFact> THREE =
      List.of(
          new Point("acc", 1, 0.5, 100_000),
          new Point("acc", 2, 0.75, 101_000),
          new Point("loss", 2, Double.NaN, 102_000));

  private Path write(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private List<TrackedFact> read() throws IOException {
    try (RunFiles files = EventFiles.in(folder)) {
      return files.rest();
    }
  }

  @Test
  void scalarsAreReadInTheirOrder() throws IOException {
    write(NAME, three().bytes());
    assertThat(read()).isEqualTo(THREE);
  }

  @Test
  void aFileThatIsCutAnywhereGivesWhatIsWholeInIt() throws IOException {
    byte[] all = three().bytes();
    for (int length = 0; length <= all.length; length++) {
      write(NAME, Arrays.copyOf(all, length));
      List<TrackedFact> read = read();
      assertThat(read).as("cut at %d", length).isEqualTo(THREE.subList(0, read.size()));
    }
    assertThat(read()).hasSize(3);
  }

  @Test
  void aFileThatGrowsByteByByteGivesEveryValueOnce() throws IOException {
    byte[] all = three().bytes();
    List<TrackedFact> read = new ArrayList<>();
    Path file = write(NAME, new byte[0]);
    try (RunFiles files = EventFiles.in(folder)) {
      for (byte next : all) {
        Files.write(file, new byte[] {next}, StandardOpenOption.APPEND);
        read.addAll(files.read());
      }
    }
    assertThat(read).isEqualTo(THREE);
  }

  @Test
  void everyBitThatIsWrongIsFoundAndTheFileNamed() throws IOException {
    byte[] all = three().bytes();
    for (int bit = 0; bit < all.length * 8; bit++) {
      byte[] wrong = all.clone();
      wrong[bit / 8] ^= (byte) (1 << bit % 8);
      write(NAME, wrong);
      assertThatThrownBy(this::read)
          .as("bit %d", bit)
          .isInstanceOf(UnreadableRunException.class)
          .hasMessageContaining(NAME);
    }
  }

  @ParameterizedTest
  @CsvSource({"9223372036854775807", "-1", "4611686018427387904"})
  void aRecordOfAnImpossibleLengthIsRefused(long length) throws IOException {
    write(NAME, three().lengthOnly(length).bytes());
    assertThatThrownBy(this::read)
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("is said to have");
  }

  @Test
  void aRecordThatIsTooLargeForANumberIsPassedOver() throws IOException {
    byte[] picture = new byte[17 << 20];
    byte[] all = three().record(picture).scalar("acc", 3, 1f, 103).bytes();
    write(NAME, all);
    assertThat(read()).hasSize(4).endsWith(new Point("acc", 3, 1, 103_000));
  }

  @Test
  void aRecordThatIsNoEventIsNamedAsSuch() throws IOException {
    write(NAME, three().record(new byte[] {0x0f, 1, 2}).bytes());
    assertThatThrownBy(this::read)
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("no event");
  }

  /** Types, and the numbers as TensorFlow lays them. */
  /** Each value, though of few bytes, takes as much memory as any. */
  @Test
  void anEventOfMoreValuesThanAnyIsRefused() throws IOException {
    byte[] value = field(1, join(new byte[] {0x15}, fixed(4, 0)));
    for (byte[] event :
        List.of(field(5, many(value, 200_000)), many(field(5, new byte[0]), 200_000))) {
      write(NAME, new EventBytes().record(event).bytes());
      assertThatThrownBy(this::read)
          .isInstanceOf(UnreadableRunException.class)
          .hasMessageContaining("an event of more than 100000 values");
    }
  }

  private static byte[] many(byte[] bytes, int times) {
    byte[] many = new byte[bytes.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(bytes, 0, many, i * bytes.length, bytes.length);
    }
    return many;
  }

  @Test
  void tensorsOfOneNumberAreScalars() throws IOException {
    EventBytes bytes = new EventBytes().version();
    tensor(bytes, "float", join(number(1, 1), field(4, fixed(4, Float.floatToIntBits(0.25f)))));
    tensor(bytes, "listed", join(number(1, 1), field(5, fixed(4, Float.floatToIntBits(0.25f)))));
    tensor(
        bytes,
        "single",
        join(number(1, 1), new byte[] {0x2d}, fixed(4, Float.floatToIntBits(0.25f))));
    tensor(bytes, "double", join(number(1, 2), field(6, fixed(8, Double.doubleToLongBits(0.1)))));
    tensor(bytes, "int", join(number(1, 3), number(7, 7)));
    tensor(bytes, "long", join(number(1, 9), field(10, EventBytes.varint(1L << 40))));
    tensor(bytes, "half", join(number(1, 19), number(13, 0x3800)));
    tensor(bytes, "bfloat", join(number(1, 14), field(4, fixed(2, 0x3f00))));
    tensor(bytes, "text", join(number(1, 7), text(8, "words")));
    byte[] vector = field(2, field(2, number(1, 2)));
    tensor(bytes, "vector", join(number(1, 1), vector, field(4, fixed(8, 0))));
    write(NAME, bytes.bytes());
    assertThat(read())
        .extracting(fact -> ((Point) fact).metric() + " " + ((Point) fact).value())
        .containsExactly(
            "float 0.25",
            "listed 0.25",
            "single 0.25",
            "double 0.1",
            "int 7.0",
            "long 1.099511627776E12",
            "half 0.5",
            "bfloat 0.5");
  }

  private static void tensor(EventBytes bytes, String tag, byte[] tensor) {
    byte[] plugin = field(9, field(1, text(1, "scalars")));
    bytes.event(1, 100, join(text(1, tag), plugin, field(8, tensor)));
  }

  /** Of a tag's later values the plugin may be left out. */
  @Test
  void tensorsOfAnotherPluginAreNoScalars() throws IOException {
    byte[] one = field(8, join(number(1, 1), field(4, fixed(4, 0))));
    byte[] plugin = field(9, field(1, text(1, "pr_curves")));
    EventBytes bytes = new EventBytes().version();
    bytes.event(1, 100, join(text(1, "curve"), plugin, one));
    bytes.event(2, 101, join(text(1, "curve"), one));
    write(NAME, bytes.bytes());
    assertThat(read()).isEmpty();
  }

  @Test
  void valuesOfSeveralFilesAndFoldersAreToldApart() throws IOException {
    write("runs/lr0.1/" + NAME, new EventBytes().scalar("loss", 1, 1, 100).bytes());
    write(
        "runs/lr0.1/events.out.tfevents.1764500001.host.4711.1",
        new EventBytes().scalar("loss", 2, 2, 101).bytes());
    write("runs/lr0.1/loss_train/" + NAME, new EventBytes().scalar("loss", 1, 3, 102).bytes());
    write("runs/lr0.1/1764500000.25/" + NAME, new EventBytes().scalar("end", 1, 4, 103).bytes());
    assertThat(read())
        .containsExactly(
            new Point("loss", 1, 1, 100_000),
            new Point("loss", 2, 2, 101_000),
            new Point("loss_train/loss", 1, 3, 102_000),
            new Point("end", 1, 4, 103_000));
  }

  /** A fast script logs much in a millisecond. */
  @Test
  void valuesOfSeveralFilesComeInTheOrderInWhichTheyWereLogged() throws IOException {
    write(NAME, new EventBytes().scalar("acc", 1, 1, 100).scalar("acc", 2, 2, 100.0002).bytes());
    write("part/" + NAME, new EventBytes().scalar("loss", 1, 3, 100.0001).bytes());
    assertThat(read())
        .containsExactly(
            new Point("acc", 1, 1, 100_000),
            new Point("part/loss", 1, 3, 100_000),
            new Point("acc", 2, 2, 100_000));
  }

  /** As Keras logs: whatever comes first, the names are the same. */
  @ParameterizedTest
  @CsvSource({"train,validation", "validation,train"})
  void foldersOfPartsOfTheDataNameTheirValues(String first, String second) throws IOException {
    try (RunFiles files = EventFiles.in(folder)) {
      write("logs/a/" + first + "/" + NAME, new EventBytes().scalar("acc", 1, 1, 100).bytes());
      List<TrackedFact> read = new ArrayList<>(files.read());
      write("logs/a/" + second + "/" + NAME, new EventBytes().scalar("acc", 1, 2, 101).bytes());
      read.addAll(files.read());
      assertThat(read)
          .containsExactly(
              new Point(first + "/acc", 1, 1, 100_000), new Point(second + "/acc", 1, 2, 101_000));
    }
  }

  @Test
  void valuesOfOneNameFromTwoFoldersAreNotMixed() throws IOException {
    write("fold1/" + NAME, new EventBytes().scalar("acc", 1, 1, 100).bytes());
    write("fold2/" + NAME, new EventBytes().scalar("acc", 1, 2, 101).bytes());
    assertThatThrownBy(this::read)
        .isInstanceOf(UnreadableRunException.class)
        .hasMessageContaining("fold1")
        .hasMessageContaining("fold2")
        .hasMessageContaining("“acc”");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksAreNotFollowed(@TempDir Path other) throws IOException {
    Path elsewhere = Files.write(other.resolve(NAME), three().bytes());
    Files.createSymbolicLink(folder.resolve(NAME), elsewhere);
    Files.createSymbolicLink(folder.resolve("linked"), other);
    Files.createSymbolicLink(folder.resolve("round"), folder);
    assertThat(read()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "events.out.tfevents.1764500000.host.4711.0, 4711",
    "events.out.tfevents.1764500000.my.host.org.4711.12.v2, 4711",
    "events.out.tfevents.1764500000.10.0.0.1.4711.0, 4711",
    "events.out.tfevents.1764500000.host, -1",
    "events.out.tfevents.1764500000.host.4711.0.suffix, 4711"
  })
  void theNameOfAFileTellsWhichProcessWritesIt(String name, long pid) {
    assertThat(EventFileName.writer(Path.of(name)).orElse(-1)).isEqualTo(pid);
    assertThat(EventFileName.begun(Path.of(name))).isEqualTo(1764500000);
  }
}
