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
 * @param digest of all that
 */
record IntakeNames(SourceKind kind, String file, String name, String description, String digest) {
  private static final int DIGITS = 6;
  private static final int MAX_NAME = 100;
  private static final List<String> NAMED = List.of("experiment_name", "study", "project");

  static IntakeNames of(TrackedRuns source, TrackedStudy study, IntakeOptions options) {
    String file = file(source);
    String name = options.name().orElseGet(() -> group(study).orElse(file));
    String description =
        "%,d runs that %s kept, taken in as they are. By what they are judged was chosen when their results were there."
            .formatted(study.runs().size(), source.kind().text());
    List<String> fields = new ArrayList<>(List.of("intake", source.kind().text(), name));
    fields.add(study.objective().toString());
    fields.add(new TreeMap<>(options.judged().baseline()).toString());
    fields.add(new TreeMap<>(options.judged().margins()).toString());
    study.runs().forEach(run -> fields.add(identity(source.kind(), run)));
    return new IntakeNames(source.kind(), file, name, description, Hash.of(fields));
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
