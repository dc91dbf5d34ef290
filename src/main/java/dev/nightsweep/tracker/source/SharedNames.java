package dev.nightsweep.tracker.source;

import dev.nightsweep.tracker.FoundRuns;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.UnreadableRunException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks for what the runs of a source have alike in name and should not. */
final class SharedNames {
  private SharedNames() {}

  /**
   * The runs, with what is to be known of their names.
   *
   * @throws UnreadableRunException if two have the same id, or there are none
   */
  static FoundRuns checked(Path path, FoundRuns found) throws UnreadableRunException {
    if (found.runs().isEmpty()) {
      String remarks = found.remarks().isEmpty() ? "" : ". " + String.join(" ", found.remarks());
      throw new UnreadableRunException(path, "there is no run in it" + remarks);
    }
    Set<String> ids = new HashSet<>();
    Set<String> metrics = new TreeSet<>();
    Set<String> parameters = new TreeSet<>();
    for (TrackedRun run : found.runs()) {
      if (!ids.add(run.id())) {
        throw new UnreadableRunException(
            path, "two of its runs have the id “%s”".formatted(run.id()));
      }
      for (TrackedFact fact : run.facts()) {
        if (fact instanceof TrackedFact.Point it) {
          metrics.add(it.metric());
        } else if (fact instanceof TrackedFact.Summary it) {
          metrics.add(it.metric());
        } else if (fact instanceof TrackedFact.Parameter it) {
          parameters.add(it.name());
        }
      }
    }
    List<String> remarks = new ArrayList<>(found.remarks());
    alike("metrics", metrics, remarks);
    alike("parameters", parameters, remarks);
    return new FoundRuns(found.runs(), remarks);
  }

  private static void alike(String what, Set<String> names, List<String> remarks) {
    Map<String, String> small = new HashMap<>();
    for (String name : names) {
      String other = small.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
      if (other != null) {
        remarks.add(
            "The %s “%s” and “%s” differ by upper and lower case only; they were taken for two."
                .formatted(what, other, name));
      }
    }
  }
}
