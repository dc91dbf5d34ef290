package dev.nightsweep.tracker.tensorboard;

import dev.nightsweep.tracker.MetricOrigins;
import dev.nightsweep.tracker.RunFiles;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The event files of one run, each read onward while it grows. */
public final class EventFiles implements RunFiles {
  /** More than that wait for the next look. */
  private static final int MAX_FACTS = 100_000;

  private static final String REMEDY =
      "Log to one folder, to folders below it, or to such as are called train and validation.";

  private final EventSearch search;
  private final Map<Path, EventFile> files = new LinkedHashMap<>();
  private final MetricOrigins origins = new MetricOrigins();
  private SeriesNames names;

  private EventFiles(EventSearch search) {
    this.search = search;
  }

  /** The event files in a folder that is one run's, and below it. */
  public static EventFiles in(Path folder) {
    EventFolder whole = new EventFolder(folder.toAbsolutePath());
    return new EventFiles(over -> whole.files());
  }

  /** One file, whose tags are the names of metrics as they are. */
  static EventFiles ofOne(Path file) {
    EventFiles files = new EventFiles(over -> List.of(file));
    files.names = SeriesNames.below(file.getParent());
    return files;
  }

  /** Those that a run's program writes. */
  static EventFiles of(RunEventSearch search) {
    return new EventFiles(search);
  }

  @Override
  public List<TrackedFact> read() throws IOException {
    return look(false);
  }

  @Override
  public List<TrackedFact> rest() throws IOException {
    return look(true);
  }

  /** In the order in which it was logged, whatever the file: of one time, as it stands there. */
  private List<TrackedFact> look(boolean over) throws IOException {
    for (Path file : search.files(over)) {
      if (!files.containsKey(file)) {
        names = names == null ? SeriesNames.from(file.getParent()) : names;
        files.put(file, EventFile.open(file));
      }
    }
    List<Logged> logged = new ArrayList<>();
    for (Map.Entry<Path, EventFile> file : files.entrySet()) {
      do {
        file.getValue().read().forEach(value -> logged.add(new Logged(file.getKey(), value)));
      } while (logged.size() < MAX_FACTS && !file.getValue().isAtEnd());
    }
    logged.sort(Comparator.comparingDouble(it -> it.value().seconds()));
    List<TrackedFact> facts = new ArrayList<>();
    for (Logged it : logged) {
      facts.add(fact(it.file(), it.value()));
    }
    return facts;
  }

  private record Logged(Path file, EventValue value) {}

  private TrackedFact fact(Path file, EventValue value) throws UnreadableRunException {
    if (value instanceof EventValue.Told told) {
      return told.fact();
    }
    EventValue.Scalar scalar = (EventValue.Scalar) value;
    String name = names.of(file.getParent(), scalar.tag());
    origins.require(file, name, file.getParent().toString(), REMEDY);
    return new TrackedFact.Point(
        name, scalar.step(), scalar.value(), Math.round(scalar.seconds() * 1000));
  }

  @Override
  public void close() throws IOException {
    for (EventFile file : files.values()) {
      file.close();
    }
  }
}
