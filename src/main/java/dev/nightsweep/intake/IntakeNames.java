package dev.nightsweep.intake;

import dev.nightsweep.model.Ids;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.search.Hash;
import dev.nightsweep.tracker.source.SourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What the sweep and its runs are called. It follows from the runs and from what they are judged
 * by: the same source gives the same ids again.
 *
 * @param digest of all that
 */
record IntakeNames(SourceKind kind, String name, String description, String digest) {
  private static final int DIGITS = 6;

  static IntakeNames of(
      SourceKind kind, String name, String description, TrackedStudy study, IntakeOptions options) {
    List<String> fields = new ArrayList<>(List.of("intake", kind.text(), name));
    fields.add(study.objective().toString());
    fields.add(new TreeMap<>(options.judged().baseline()).toString());
    fields.add(new TreeMap<>(options.judged().margins()).toString());
    study.runs().forEach(run -> fields.add(identity(kind, run)));
    return new IntakeNames(kind, name, description, Hash.of(fields));
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
