package dev.nightsweep.tracker.mlflow;

import dev.nightsweep.tracker.MetricOrigins;
import dev.nightsweep.tracker.RunFiles;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackerLimits;
import dev.nightsweep.tracker.sqlite.DatabaseBusyException;
import dev.nightsweep.tracker.sqlite.ForeignDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What one program logs to MLflow, in a database that is its run's alone. If the program begins
 * several runs in it, nested ones for instance, they may not log a metric of the same name.
 */
public final class MlflowFiles implements RunFiles {
  /** Clocks of file systems are that coarse. */
  private static final long SETTLED_MILLIS = 3000;

  /** A database that is written to all the time is opened no more often. */
  private static final long PAUSE_NANOS = 200_000_000;

  private static final String REMEDY =
      "Name it differently in the two runs, or let the program log one run.";

  private final Path file;
  private final LongSupplier nanos;
  private final RunTables tables = new RunTables();
  private final MetricOrigins origins = new MetricOrigins();
  private List<Object> lastLook = List.of();
  private long next;
  private Optional<String> unread = Optional.empty();

  /**
   * @param file the database, which the program makes when it begins to log
   */
  public MlflowFiles(Path file) {
    this(file, System::nanoTime);
  }

  MlflowFiles(Path file, LongSupplier nanos) {
    this.file = file;
    this.nanos = nanos;
    this.next = nanos.getAsLong();
  }

  @Override
  public List<TrackedFact> read() throws IOException {
    if (nanos.getAsLong() - next < 0) {
      return List.of();
    }
    List<Object> look = look();
    if (look.equals(lastLook)) {
      return List.of();
    }
    lastLook = look;
    next = nanos.getAsLong() + PAUSE_NANOS;
    List<RunFact> found = new ArrayList<>();
    try {
      take(found);
    } catch (DatabaseBusyException e) {
      lastLook = List.of(); // the next look sees it
    }
    return facts(found);
  }

  @Override
  public List<TrackedFact> rest() throws IOException {
    List<RunFact> found = new ArrayList<>();
    try {
      take(found);
    } catch (DatabaseBusyException e) {
      if (!e.isLeft()) {
        throw e;
      }
      unread = Optional.of(e.getMessage());
    }
    return facts(found);
  }

  /** Why the last that was logged is not read, if it is not: the program was ended meanwhile. */
  public Optional<String> unread() {
    return unread;
  }

  private void take(List<RunFact> found) throws IOException {
    if (Files.exists(file) && Files.size(file) > 0) {
      try (ForeignDatabase database =
          ForeignDatabase.open(file, TrackerLimits.MAX_OWN_FILE_BYTES)) {
        tables.read(database, (run, fact) -> found.add(new RunFact(run, fact)));
      }
    }
  }

  private List<TrackedFact> facts(List<RunFact> found) throws IOException {
    List<TrackedFact> facts = new ArrayList<>();
    for (RunFact it : found) {
      if (it.fact() instanceof TrackedFact.Point point) {
        origins.require(file, point.metric(), it.run(), REMEDY);
      }
      facts.add(it.fact());
    }
    return facts;
  }

  /** What changes when the database does; never the same soon after a change, which may go on. */
  private List<Object> look() throws IOException {
    List<Object> look = new ArrayList<>();
    for (String part : List.of("", "-wal")) {
      Path path = file.resolveSibling(file.getFileName() + part);
      try {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
        FileTime changed = found.lastModifiedTime();
        boolean settled = System.currentTimeMillis() - changed.toMillis() > SETTLED_MILLIS;
        look.add(settled ? List.of(changed, found.size()) : new Object());
      } catch (NoSuchFileException e) {
        look.add(path); // it comes and goes as the program writes
      }
    }
    return look;
  }

  private record RunFact(String run, TrackedFact fact) {}

  @Override
  public void close() {}
}
