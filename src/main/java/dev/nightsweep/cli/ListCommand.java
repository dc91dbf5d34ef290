package dev.nightsweep.cli;

import dev.nightsweep.cli.console.TextTable;
import dev.nightsweep.journal.Json;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.store.Store;
import dev.nightsweep.wording.PostHocText;
import dev.nightsweep.wording.ShortAnswer;
import dev.nightsweep.wording.TrackedText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nightsweep list}. */
@Command(name = "list", description = "List the sweeps, newest first.")
final class ListCommand extends StoreCommand {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

  private static final int MAX_ANSWERS = 2;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer answer(Store store) {
    print(store.sweeps(), sweep -> answers(store, sweep));
    return ExitCode.DONE;
  }

  @Override
  public Integer answerNothing() {
    print(List.of(), sweep -> List.of());
    return ExitCode.DONE;
  }

  private static List<String> answers(Store store, SweepRecord sweep) {
    return sweep.looks() == 0
        ? List.of()
        : ShortAnswer.of(sweep.header(), store.contrasts(sweep.sweepId()));
  }

  private void print(List<SweepRecord> sweeps, Function<SweepRecord, List<String>> answers) {
    if (json) {
      console().result(Json.pretty(sweeps.stream().map(s -> fields(s, answers.apply(s))).toList()));
    } else if (sweeps.isEmpty()) {
      console().message("No sweeps in %s yet.".formatted(folder().root()));
    } else {
      TextTable table =
          new TextTable("SWEEP", "STATE", "RUNS", "BAD", "CREATED", "ANSWER", "QUESTION");
      sweeps.forEach(sweep -> table.row(cells(sweep, answers.apply(sweep))));
      console().result(table);
    }
  }

  private static List<String> cells(SweepRecord sweep, List<String> answers) {
    return List.of(
        sweep.sweepId(),
        sweep.state().name(),
        sweep.finished() + "/" + sweep.total(),
        Long.toString(bad(sweep)),
        MINUTE.format(sweep.header().createdAt()),
        inShort(answers),
        (sweep.header().isSimulated() ? "SIMULATED. " : "")
            + TrackedText.notice(sweep.header()).map(said -> said + " ").orElse("")
            + (sweep.header().isPostHoc() ? PostHocText.MARK + ". " : "")
            + sweep.header().question());
  }

  private static String inShort(List<String> answers) {
    int more = answers.size() - MAX_ANSWERS;
    String first = String.join("; ", answers.subList(0, Math.min(MAX_ANSWERS, answers.size())));
    return answers.isEmpty() ? "–" : more > 0 ? "%s; %d more".formatted(first, more) : first;
  }

  private static Map<String, Object> fields(SweepRecord sweep, List<String> answers) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sweep_id", sweep.sweepId());
    fields.put("name", sweep.header().name());
    fields.put("program", sweep.header().program());
    fields.put("state", sweep.state());
    fields.put("question", sweep.header().question());
    fields.put("runs", sweep.runs());
    fields.put("total", sweep.total());
    fields.put("finished", sweep.finished());
    fields.put("post_hoc", sweep.header().isPostHoc() ? sweep.header().postHoc() : List.of());
    fields.put("verdicts", answers);
    fields.put("created_at", sweep.header().createdAt());
    TrackedText.addTo(fields, sweep.header());
    return fields;
  }

  private static long bad(SweepRecord sweep) {
    return sweep.runs().entrySet().stream()
        .filter(e -> e.getKey().isBad())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
