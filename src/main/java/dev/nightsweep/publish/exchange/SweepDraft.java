package dev.nightsweep.publish.exchange;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.SweepFile;
import dev.nightsweep.journal.SweepFileReader;
import dev.nightsweep.model.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sweep from elsewhere in a folder of its own beside the sweeps that are here, where it can be
 * looked at before it becomes one of them. Closing removes what is left of it.
 */
public final class SweepDraft implements AutoCloseable {
  private final ResultsFolder results;
  private final ResultsFolder draft;
  private final String sweepId;
  private boolean rootIsNew;

  private SweepDraft(ResultsFolder results, ResultsFolder draft, String sweepId) {
    this.results = results;
    this.draft = draft;
    this.sweepId = sweepId;
  }

  /**
   * Writes the journals of an exported sweep into a draft, if they fit together.
   *
   * @throws UnusableFileException if it is none, or one that is here already
   * @throws UncheckedIOException if the folder cannot be written
   */
  public static SweepDraft of(SweepFile sweep, ResultsFolder results) throws UnusableFileException {
    String sweepId = SweepReferences.check(sweep);
    SweepDraft draft =
        new SweepDraft(
            results, new ResultsFolder(results.root().resolve(DeadDrafts.name())), sweepId);
    draft.refuseIfHere();
    draft.rootIsNew = !Files.exists(results.root());
    try {
      new DeadDrafts(results.root()).remove();
      draft.write(sweep);
      return draft;
    } catch (IOException e) {
      draft.close();
      throw draft.unwritten(e);
    } catch (RuntimeException | Error e) {
      draft.close();
      throw e;
    }
  }

  /** Reads an exported sweep from its JSON or its page. */
  public static SweepFileReader.Read read(Path file) throws UnusableFileException {
    return new ExportedFile(file).read();
  }

  /** A draft that another process has made in this results folder. */
  public static SweepDraft at(Path folder, ResultsFolder results) throws UnusableFileException {
    try {
      ResultsFolder draft = new ResultsFolder(folder);
      boolean isDraft =
          folder.isAbsolute()
              && folder.getFileName().toString().startsWith(DeadDrafts.DRAFT)
              && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
              && Files.isSameFile(folder.getParent(), results.root());
      List<String> sweepIds = isDraft ? draft.sweepIds() : List.of();
      if (sweepIds.size() != 1 || !Ids.isId(sweepIds.get(0))) {
        throw new UnusableFileException("%s is no draft of an import.".formatted(folder));
      }
      return new SweepDraft(results, draft, sweepIds.get(0));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }

  public String sweepId() {
    return sweepId;
  }

  /** The results folder that holds nothing else. */
  public ResultsFolder folder() {
    return draft;
  }

  /**
   * Makes it one of the sweeps that are here, whole or not at all.
   *
   * @param at when it was imported, as will be said of it
   * @throws UnusableFileException if there is one of that name
   */
  public void install(Instant at) throws UnusableFileException {
    refuseIfHere();
    try {
      new ImportMark(at).write(draft.imported(sweepId));
      Files.move(draft.sweep(sweepId), results.sweep(sweepId), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  /** Takes it out again. */
  public void withdraw() {
    try {
      Files.move(results.sweep(sweepId), draft.sweep(sweepId), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  private void refuseIfHere() throws UnusableFileException {
    Optional<String> here = nameHere();
    if (here.isPresent()) {
      throw new UnusableFileException(
          "%s is here already. `nightsweep delete %s` makes room for it."
              .formatted(here.get(), here.get()));
    }
  }

  /** In whatever case: on some systems it would be the same folder. A link counts, wherever to. */
  private Optional<String> nameHere() {
    if (!Files.isDirectory(results.root())) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(results.root())) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(sweepId::equalsIgnoreCase)
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the folder " + results.root(), e);
    }
  }

  private void write(SweepFile sweep) throws IOException {
    Files.createDirectories(draft.sweep(sweepId));
    if (!sweep.spec().isEmpty()) {
      Files.writeString(draft.spec(sweepId, sweep.specFile()), sweep.spec());
    }
    new DraftJournals(draft, sweepId).write(sweep.journals());
  }

  private UncheckedIOException unwritten(IOException cause) {
    return new UncheckedIOException("cannot write to " + results.root(), cause);
  }

  @Override
  public void close() {
    try {
      if (Files.exists(draft.root(), LinkOption.NOFOLLOW_LINKS)) {
        ResultsFolder.remove(draft.root());
      }
      if (rootIsNew && isEmpty(results.root())) {
        Files.delete(results.root());
      }
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
