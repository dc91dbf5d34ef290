package dev.nightsweep.publish.exchange;

import dev.nightsweep.journal.Journal;
import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.journal.SweepFile;
import dev.nightsweep.journal.SweepSummary;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.JournalLine;
import dev.nightsweep.model.JournalName;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.SweepHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Takes sweeps out of a results folder, whole, and into another one. */
public final class SweepExchange {
  private static final Pattern IN_PAGE = Pattern.compile("id=\"sweep-archive\">([^<]*)<");
  private static final String DRAFT = ".import-";

  private final ResultsFolder results;

  public SweepExchange(ResultsFolder results) {
    this.results = results;
  }

  /** Looks at a sweep before it is taken in. */
  public interface Examination {
    /** What is wrong with it, a sentence each. */
    List<String> wrongWith(ResultsFolder draft, String sweepId);

    /** What its summary tells otherwise than its journal, whose entries are given. */
    default List<String> wrongWith(SweepSummary summary, List<Entry> entries) {
      return List.of();
    }
  }

  /** The file cannot be taken in; the message says why and what to do. */
  public static final class UnusableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableFileException(String message) {
      super(message);
    }
  }

  /**
   * The sweep as its journals tell of it; empty if one of them is damaged or gone.
   *
   * @throws UncheckedIOException if one cannot be read
   */
  public Optional<SweepFile> export(SweepHeader header) {
    try {
      List<SweepFile.Part> parts = new ArrayList<>();
      parts.add(part(JournalName.ofSweep(header.sweepId())));
      for (String runId : results.runIds(header.sweepId())) {
        parts.add(part(JournalName.ofRun(header.sweepId(), runId)));
      }
      return parts.contains(null)
          ? Optional.empty()
          : Optional.of(new SweepFile(header.specFile(), spec(header), parts));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Null if it is damaged. */
  private SweepFile.Part part(JournalName name) throws IOException {
    Journal.Content content = Journal.read(name, results.journal(name));
    boolean whole = content.damage().isEmpty() && !content.lines().isEmpty();
    return whole
        ? new SweepFile.Part(
            name.runId(), content.lines().stream().map(JournalLine::entry).toList())
        : null;
  }

  /** The spec as given; empty if it was tidied away. */
  public String spec(SweepHeader header) throws IOException {
    try {
      return Files.readString(results.spec(header.sweepId(), header.specFile()));
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /**
   * Writes the journals of an exported sweep, from its JSON or its page, to this results folder,
   * whole or not at all; whoever opens the database next finds it there.
   *
   * @param examination says what is wrong with it before it is taken in
   * @return the sweep's id
   * @throws UnusableFileException if the file holds no sweep, or one that is here already
   * @throws UncheckedIOException if the folder cannot be written
   */
  public String take(Path file, Examination examination) throws UnusableFileException {
    SweepFile sweep = read(file, SweepFile::read);
    SweepSummary summary = read(file, SweepSummary::read);
    String sweepId = check(sweep).header().sweepId();
    if (Files.exists(results.sweep(sweepId))) {
      throw new UnusableFileException(
          "%s is here already. `nightsweep delete %s` makes room for it."
              .formatted(sweepId, sweepId));
    }
    ResultsFolder draft = new ResultsFolder(results.root().resolve(DRAFT + UUID.randomUUID()));
    try {
      write(sweep, sweepId, draft);
      new ImportMark(Instant.now()).write(draft.imported(sweepId));
      List<Entry> entries = sweep.journals().get(0).entries();
      List<String> wrong = new ArrayList<>(examination.wrongWith(summary, entries));
      wrong.addAll(examination.wrongWith(draft, sweepId));
      if (!wrong.isEmpty()) {
        ResultsFolder.remove(draft.root());
        throw new UnusableFileException(
            "%s was edited: what it tells of its verdicts is not what its readings give.%n%s"
                .formatted(file.getFileName(), String.join(System.lineSeparator(), wrong)));
      }
      Files.move(draft.sweep(sweepId), results.sweep(sweepId));
      ResultsFolder.remove(draft.root());
      return sweepId;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + results.root(), e);
    }
  }

  private interface Reader<T> {
    T read(String json) throws IOException;
  }

  private static <T> T read(Path file, Reader<T> reader) throws UnusableFileException {
    try {
      return reader.read(text(file));
    } catch (IOException e) {
      throw new UnusableFileException("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  private static String text(Path file) throws IOException {
    String text = Files.readString(file);
    return text.stripLeading().startsWith("{") ? text : unpacked(file, text);
  }

  private static String unpacked(Path file, String page) throws IOException {
    Matcher found = IN_PAGE.matcher(page);
    if (!found.find()) {
      throw new IOException(
          "it holds no sweep. Pages of up to 500 runs do, and so does what `nightsweep report"
              + " --format json` writes");
    }
    byte[] packed = Base64.getDecoder().decode(found.group(1).strip());
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IOException("the sweep in %s is damaged".formatted(file.getFileName()), e);
    }
  }

  /** Ids become names of folders: none may lead elsewhere. */
  private static Plan check(SweepFile sweep) throws UnusableFileException {
    boolean begins =
        !sweep.journals().isEmpty()
            && sweep.journals().get(0).runId().isEmpty()
            && !sweep.journals().get(0).entries().isEmpty();
    if (begins && sweep.journals().get(0).entries().get(0) instanceof Entry.SweepPlanned planned) {
      boolean safe =
          isName(planned.plan().header().sweepId())
              && sweep.journals().stream()
                  .skip(1)
                  .allMatch(p -> p.runId().filter(SweepExchange::isName).isPresent());
      if (safe) {
        return planned.plan();
      }
    }
    throw new UnusableFileException(
        "The file's first journal does not begin with a plan, or contains an invalid id.");
  }

  private static boolean isName(String id) {
    return id.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,200}");
  }

  private static void write(SweepFile sweep, String sweepId, ResultsFolder draft)
      throws IOException {
    Files.createDirectories(draft.sweep(sweepId));
    if (!sweep.spec().isEmpty()) {
      Files.writeString(draft.spec(sweepId, sweep.specFile()), sweep.spec());
    }
    for (SweepFile.Part part : sweep.journals()) {
      JournalName name =
          part.runId()
              .map(runId -> JournalName.ofRun(sweepId, runId))
              .orElseGet(() -> JournalName.ofSweep(sweepId));
      Files.createDirectories(draft.journal(name).getParent());
      try (Journal journal = Journal.open(name, draft.journal(name))) {
        for (Entry entry : part.entries()) {
          journal.write(entry);
        }
        journal.sync();
      }
    }
  }
}
