package dev.nightsweep.train.dl4j;

import dev.nightsweep.model.Environment;
import dev.nightsweep.train.OtherArithmetic;
import java.util.Map;
import java.util.Optional;

/**
 * What computed a run, as its environment has it: results are the same bit for bit only where that
 * is the same.
 */
final class RecordedArithmetic {
  static final String REVISION = "trainer_revision";
  static final String KERNELS = "kernels";
  static final String DL4J = "dl4j";

  private static final int SHORT = 12;

  private final Map<String, String> then;

  RecordedArithmetic(Environment recorded) {
    this.then = recorded.facts();
  }

  /**
   * What of it is another.
   *
   * @param net that would be trained
   * @param kernels that would compute it; empty on a card
   */
  Optional<OtherArithmetic> other(NetDefinition net, Optional<CpuKernels> kernels) {
    String now = Integer.toString(net.revision());
    String computing = kernels.map(CpuKernels::text).orElse("");
    if (!then(REVISION, now).equals(now)) {
      return Optional.of(
          new OtherArithmetic(
              "revisions %s and %s of the trainer cannot be compared"
                  .formatted(then(REVISION, ""), now),
              commit(net)));
    }
    if (!then(KERNELS, "").equals(computing)) {
      return Optional.of(
          new OtherArithmetic(
              "what %s computed and what %s computes cannot be compared"
                  .formatted(named(then(KERNELS, "")), named(computing)),
              kernels.flatMap(here -> here.adviceFor(then(KERNELS, ""))).orElse("")));
    }
    String version = JarVersion.dl4j();
    return then(DL4J, version).equals(version)
        ? Optional.empty()
        : Optional.of(
            new OtherArithmetic(
                "Deeplearning4j %s and %s cannot be compared".formatted(then(DL4J, ""), version),
                commit(net)));
  }

  private String then(String fact, String orElse) {
    return then.getOrDefault(fact, orElse);
  }

  private static String named(String kernels) {
    return kernels.isEmpty() ? "a card" : kernels;
  }

  private String commit(NetDefinition net) {
    String known = net.lastCommits().getOrDefault(then(REVISION, ""), "");
    String own = then("git_dirty", "").equals("false") ? then("git_commit", "") : "";
    String commit = known.isEmpty() ? own : known;
    return commit.isEmpty()
        ? ""
        : "Commit %s computes it as then."
            .formatted(commit.substring(0, Math.min(SHORT, commit.length())));
  }
}
