package dev.nightsweep.analysis.contrast;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The rates of the cells that are measured, a line of JSON each, so that none is measured twice.
 */
final class RateJournal {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private record Line(String cell, int studies, List<Rate> rates) {}

  private final Path file;
  private final int studies;
  private final Map<String, List<Rate>> known = new ConcurrentHashMap<>();

  RateJournal(Path file, int studies) throws IOException {
    this.file = file;
    this.studies = studies;
    if (Files.exists(file)) {
      for (String text : Files.readAllLines(file)) {
        Line line = JSON.readValue(text, Line.class);
        if (line.studies() == studies) {
          known.put(line.cell(), line.rates());
        }
      }
    }
  }

  List<Rate> kept(String cell, Supplier<List<Rate>> measure) throws IOException {
    List<Rate> there = known.get(cell);
    if (there != null) {
      return there;
    }
    List<Rate> rates = measure.get();
    synchronized (this) {
      String line = JSON.writeValueAsString(new Line(cell, studies, rates)) + "\n";
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
    return rates;
  }
}
