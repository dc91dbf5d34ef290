package dev.nightsweep.app;

import dev.nightsweep.model.Entry;
import dev.nightsweep.model.Plan;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.plan.AnalysisLock;
import dev.nightsweep.store.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Seeds for a sweep that is started anew: training is deterministic, so those that an earlier sweep
 * of the same settings was judged on would give its readings again.
 */
final class FreshSeeds {
  private final Store store;

  FreshSeeds(Store store) {
    this.store = store;
  }

  /**
   * The spec on seeds that no earlier sweep of its name or its arms has used; as it is if it asks
   * for no verdict, or insists on its seeds.
   *
   * @param planned what the spec plans as it is
   * @throws UserErrorException if its seeds are listed and some were used
   */
  Spec of(Spec spec, Plan planned) {
    boolean free = spec.ablation().seedChoice() == Spec.SeedChoice.KEPT;
    Set<Long> used = free || !spec.declared() ? Set.of() : used(planned);
    List<Long> again = spec.ablation().seeds().stream().filter(used::contains).toList();
    if (again.isEmpty()) {
      return spec;
    }
    if (spec.ablation().seedChoice() == Spec.SeedChoice.LISTED) {
      throw UserErrorException.usage(
          "--new: the seeds %s were used by an earlier sweep of %s or of its arms, and the same seeds give the same readings. List others in ablation.seeds, or insist by --same-seeds."
              .formatted(
                  again.stream().map(seed -> Long.toString(seed)).collect(Collectors.joining(", ")),
                  spec.name()));
    }
    return spec.on(from(new TreeSet<>(used).last() + 1, spec));
  }

  /** The spec for a sweep that exists: a number of seeds is that of those which it began with. */
  static Spec continuing(Spec spec, SweepHeader stored) {
    List<Long> seeds = stored.seeds();
    boolean counted = spec.ablation().seedChoice() == Spec.SeedChoice.COUNTED;
    boolean shifted = !seeds.isEmpty() && seeds.get(0) > 1;
    return counted && shifted && seeds.equals(from(seeds.get(0), seeds.size()))
        ? spec.on(from(seeds.get(0), spec))
        : spec;
  }

  private static List<Long> from(long first, Spec spec) {
    return from(first, spec.ablation().seeds().size());
  }

  private static List<Long> from(long first, int number) {
    return LongStream.range(first, first + number).boxed().toList();
  }

  private Set<Long> used(Plan planned) {
    Set<Settings> arms = new HashSet<>();
    planned.arms().forEach(arm -> arms.add(arm.settings()));
    Set<Long> used = new HashSet<>();
    for (SweepRecord sweep : store.sweeps()) {
      boolean sameProgram =
          sweep.header().program().text().equals(planned.header().program().text());
      boolean sameArms = sweep.arms().stream().anyMatch(arm -> arms.contains(arm.settings()));
      if (sameProgram
          && (sameArms || SweepLookup.isOfName(sweep.header().name(), planned.header().name()))) {
        used.addAll(sweep.header().seeds());
        store
            .lock(sweep.sweepId())
            .map(Entry.AnalysisLocked::parts)
            .ifPresent(parts -> used.addAll(AnalysisLock.seeds(parts)));
      }
    }
    return used;
  }
}
