package dev.nightsweep.app;

import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.UserErrorException;
import dev.nightsweep.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds sweeps and runs by their id, or by any prefix that only one id has. */
public final class IdResolver {
  private final Store store;

  public IdResolver(Store store) {
    this.store = store;
  }

  public SweepRecord sweep(String prefix) {
    return store
        .sweep(unique(prefix))
        .orElseThrow(() -> UserErrorException.usage("%s is a run, not a sweep.".formatted(prefix)));
  }

  public RunRecord run(String prefix) {
    return store
        .run(unique(prefix))
        .orElseThrow(
            () ->
                UserErrorException.usage(
                    "%s is a sweep, not a run. `nightsweep show %s` lists its runs."
                        .formatted(prefix, prefix)));
  }

  public Optional<SweepRecord> findSweep(String prefix) {
    return store.sweep(unique(prefix));
  }

  /** The sweeps with that name, the one that was created last first. */
  static Stream<SweepRecord> named(Store store, String name) {
    return store.sweeps().stream().filter(s -> s.header().name().equals(name));
  }

  private String unique(String prefix) {
    String bare = prefix.strip(); // a script may have read it from a file
    return unique(bare, store.idsStartingWith(bare));
  }

  /** The one id that is meant, of all that start with the prefix. */
  static String unique(String prefix, List<String> found) {
    if (prefix.isBlank()) {
      throw UserErrorException.usage("An id is missing: an empty text names nothing.");
    }
    if (found.contains(prefix)) {
      return prefix;
    }
    if (found.isEmpty()) {
      throw UserErrorException.usage(
          "No sweep or run has the id %s. `nightsweep list` shows the sweeps.".formatted(prefix));
    }
    if (found.size() > 1) {
      throw UserErrorException.usage(
          "%s could be any of %d ids: %s%s. Give more of it."
              .formatted(
                  prefix,
                  found.size(),
                  String.join(", ", found.subList(0, Math.min(5, found.size()))),
                  found.size() > 5 ? ", …" : ""));
    }
    return found.get(0);
  }
}
