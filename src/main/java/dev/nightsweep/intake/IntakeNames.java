package dev.nightsweep.intake;

import dev.nightsweep.model.Ids;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.search.Hash;
import dev.nightsweep.tracker.source.SourceKind;
import dev.nightsweep.tracker.source.TrackedRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the sweep and its runs are called. It follows from the runs and from what they are judged
 * by: the same source gives the same ids again.
 *
 * @param file the source's, without folders
 * @param description what is asked of them, as far as the runs tell
 * @param digest of all that
 */
record IntakeNames(SourceKind kind, String file, String name, String description, String digest) {
  private static final int DIGITS = 6;
  private static final int MAX_NAME = 100;
  private static final List<String> NAMED = List.of("experiment_name", "study", "project");

  static IntakeNames of(TrackedRuns source, TrackedStudy study, IntakeOptions options) {
    String file = file(source);
    String name = options.name().orElseGet(() -> group(study).orElse(file));
    List<String> fields = new ArrayList<>(List.of("intake", source.kind().text(), name));
    fields.add(study.objective().toString());
    fields.add(study.seed().map(SeedParameter::name).orElse(""));
    fields.add(options.selection().ignored().toString());
    fields.add(new TreeMap<>(options.judged().baseline()).toString());
    fields.add(new TreeMap<>(options.judged().margins()).toString());
    study.runs().forEach(run -> fields.add(identity(source.kind(), run)));
    return new IntakeNames(source.kind(), file, name, question(study), Hash.of(fields));
  }

  /** Nobody told it: what varies is asked about, on what the runs are judged by. */
  private static String question(TrackedStudy study) {
    String metric = Refusal.shown(study.objective().metric());
    List<String> varied = List.copyOf(study.parameters().byName().keySet());
    return switch (study.form()) {
      case COMPARISON -> "Does %s depend on %s?".formatted(metric, Refusal.list(varied));
      case SEARCH -> "Which settings give the best %s?".formatted(metric);
      case ONE_ARM -> "How far does %s vary from run to run?".formatted(metric);
    };
  }

  private static String file(TrackedRuns source) {
    Path file = source.path().toAbsolutePath().normalize().getFileName();
    return file == null ? source.kind().text() : file.toString();
  }

  /** What the tracker calls what all these runs are of. */
  private static Optional<String> group(TrackedStudy study) {
    Map<String, String> labels = study.runs().get(0).run().labels();
    return NAMED.stream()
        .map(key -> labels.getOrDefault(key, ""))
        .filter(label -> !label.isBlank() && label.length() <= MAX_NAME)
        .findFirst();
  }

  ProgramRef program() {
    return ProgramRef.Tracked.by(kind.text());
  }

  String sweepId() {
    return "%s-%s".formatted(Ids.slug(name), digest.substring(0, DIGITS));
  }

  /** Of that run of that tracker with these readings: no run that is trained here has it. */
  String identity(StudyRun run) {
    return identity(kind, run);
  }

  private static String identity(SourceKind kind, StudyRun run) {
    List<String> fields = new ArrayList<>(List.of("tracked", kind.text(), run.run().id()));
    run.run()
        .parameters()
        .forEach((name, setting) -> fields.addAll(List.of(name, setting.canonical())));
    fields.addAll(List.of("seed", Long.toString(run.seed())));
    fields.addAll(run.run().metrics().texts());
    return Hash.of(fields);
  }
}
