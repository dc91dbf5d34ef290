package dev.nightsweep.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightsweep.tracker.TrackedFact.Point;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What trackers' own libraries wrote, and what they read of it: the scripts of src/interop. */
public final class Fixtures {
  private static final Path FOLDER = Path.of("src/test/resources/dev/nightsweep/tracker");

  private Fixtures() {}

  public static Path path(String name) {
    return FOLDER.resolve(name);
  }

  /** A packed file, unpacked. */
  public static Path unpacked(String name, Path target) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(path(name)))) {
      return Files.write(target, in.readAllBytes());
    }
  }

  /** A packed folder, unpacked. */
  public static void unzipped(String name, Path folder) throws IOException {
    try (ZipInputStream in =
        new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(path(name))))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.write(file, in.readAllBytes());
      }
    }
  }

  /** The rows that the library read. */
  public static List<List<String>> rows(String name) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode row : new ObjectMapper().readTree(Files.readAllBytes(path(name)))) {
      List<String> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(cell.isTextual() ? number(cell.asText()) : cell.toString()));
      rows.add(cells);
    }
    return rows;
  }

  /** Numbers as Java writes them. */
  private static String number(String text) {
    return switch (text) {
      case "nan" -> "NaN";
      case "inf" -> "Infinity";
      case "-inf" -> "-Infinity";
      default -> text.matches("-?[0-9.e+-]+") ? Double.toString(Double.parseDouble(text)) : text;
    };
  }

  /** The values of metrics among facts: metric, step, value. */
  public static List<List<String>> points(Collection<TrackedFact> facts) {
    return facts.stream()
        .filter(Point.class::isInstance)
        .map(Point.class::cast)
        .map(it -> List.of(it.metric(), Long.toString(it.step()), Double.toString(it.value())))
        .toList();
  }

  /** The label of a run of that key. */
  public static String label(TrackedRun run, String key) {
    return run.facts().stream()
        .filter(TrackedFact.Label.class::isInstance)
        .map(TrackedFact.Label.class::cast)
        .filter(label -> label.key().equals(key))
        .map(TrackedFact.Label::value)
        .findFirst()
        .orElse("");
  }

  /** The parameters of a run, as {@code name=json}. */
  public static List<String> parameters(TrackedRun run) {
    return run.facts().stream()
        .filter(TrackedFact.Parameter.class::isInstance)
        .map(TrackedFact.Parameter.class::cast)
        .map(it -> it.name() + "=" + it.json())
        .sorted()
        .toList();
  }

  /** What a run became at the end. */
  public static RunState state(TrackedRun run) {
    RunState state = RunState.RUNNING;
    for (TrackedFact fact : run.facts()) {
      state = fact instanceof TrackedFact.State it ? it.state() : state;
    }
    return state;
  }
}
