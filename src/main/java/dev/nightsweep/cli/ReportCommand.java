package dev.nightsweep.cli;

import dev.nightsweep.app.IdResolver;
import dev.nightsweep.app.Publishers;
import dev.nightsweep.journal.Json;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.publish.Publisher;
import dev.nightsweep.publish.export.CsvExport;
import dev.nightsweep.publish.export.CsvFolder;
import dev.nightsweep.publish.export.JsonExport;
import dev.nightsweep.publish.export.LatexExport;
import dev.nightsweep.publish.export.MarkdownExport;
import dev.nightsweep.store.Store;
import dev.nightsweep.store.StoreException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightsweep report}. */
@Command(
    name = "report",
    description =
        "Write the report pages anew from the database, or print a sweep in another format.")
final class ReportCommand extends StoreCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "SWEEP",
      description = "Ids or unique prefixes, of runs too; all sweeps if none is given.")
  private List<String> names = List.of();

  @Option(
      names = "--format",
      description =
          "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). The others than html are printed:"
              + " json is all that is known of one sweep and can be imported, csv a row for each"
              + " reading of each epoch (with --out a folder of files), md a summary for a pull request, latex a sentence of methods and a table of the contrasts"
              + " for a paper.",
      defaultValue = "html")
  private Format format;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "With --format csv: write runs.csv, readings.csv, contrasts.csv and dictionary.csv, which"
              + " says what every column means, to this folder instead.")
  private Path out;

  @Option(names = "--json", description = "Print the paths of what is written as JSON.")
  private boolean json;

  private enum Format {
    html,
    json,
    csv,
    md,
    latex
  }

  @Override
  public Integer answer(Store store) {
    if (out != null && format != Format.csv) {
      throw UserErrorException.usage("--out is for --format csv.");
    }
    if (format == Format.html) {
      return writePages(store) ? ExitCode.DONE : ExitCode.FAILURE;
    }
    print(store, theOne(store));
    return ExitCode.DONE;
  }

  private void print(Store store, SweepRecord sweep) {
    switch (format) {
      case json ->
          console()
              .result(
                  new JsonExport(folder(), Publishers.sweep(store, folder(), sweep.sweepId()))
                      .text());
      case md ->
          console()
              .result(
                  new MarkdownExport(Publishers.sweep(store, folder(), sweep.sweepId())).text());
      case latex ->
          console()
              .result(new LatexExport(Publishers.sweep(store, folder(), sweep.sweepId())).text());
      case csv -> printCsv(store, sweep);
      case html -> throw new IllegalStateException("pages are written, not printed");
    }
  }

  private void printCsv(Store store, SweepRecord sweep) {
    Catalog catalog = Publishers.catalog(sweep);
    if (out == null) {
      PrintWriter printed = QueryFormat.buffered(console());
      new CsvExport(store, sweep, catalog).write(printed);
      printed.flush();
    } else {
      say(new CsvFolder(store, sweep, catalog).write(out).stream().map(Path::toString).toList());
    }
  }

  private void say(List<String> paths) {
    console().result(json ? Json.pretty(paths) : String.join(System.lineSeparator(), paths));
  }

  private SweepRecord theOne(Store store) {
    List<SweepRecord> all = store.sweeps();
    if (names.size() == 1) {
      return new IdResolver(store).sweep(names.get(0));
    }
    if (names.isEmpty() && all.size() == 1) {
      return all.get(0);
    }
    throw UserErrorException.usage("--format %s prints one sweep: name it.".formatted(format));
  }

  /** Whether all could be written; of all sweeps, one that cannot keeps nobody from the others. */
  private boolean writePages(Store store) {
    Publisher publisher = Publishers.of(store, folder());
    List<String> pages = new ArrayList<>();
    List<String> unwritten = new ArrayList<>();
    for (SweepRecord sweep : names.isEmpty() ? store.sweeps() : List.<SweepRecord>of()) {
      try {
        pages.add(publisher.publish(sweep.sweepId()).toString());
      } catch (StoreException | UncheckedIOException e) {
        throw e;
      } catch (RuntimeException e) {
        unwritten.add(sweep.sweepId());
        console()
            .message(
                "The page of %s cannot be made (%s). `nightsweep verify %s` may say why."
                    .formatted(sweep.sweepId(), e, sweep.sweepId()));
      }
    }
    IdResolver ids = new IdResolver(store);
    for (String name : names) {
      Optional<SweepRecord> sweep = ids.findSweep(name);
      if (sweep.isPresent()) {
        pages.add(publisher.publish(sweep.get().sweepId()).toString());
      } else {
        RunRecord run = ids.run(name);
        pages.add(publisher.publishRun(run).toString());
      }
    }
    publisher.publishIndex();
    pages.add(folder().index().toString());
    say(pages);
    return unwritten.isEmpty();
  }
}
