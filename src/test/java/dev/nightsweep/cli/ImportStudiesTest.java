package dev.nightsweep.cli;

import dev.nightsweep.tracker.Fixtures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One small ablation, logged by every tracker's library, gives the same contrasts on every way. */
class ImportStudiesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("routes")
  void theContrastsAreThoseOfTheSourcesOwnLibrary(StudyRoute route) throws IOException {
    Path source = folder.resolve("source");
    Fixtures.unzipped("study/" + route.environment() + ".zip", source);
    route.check(source, folder.resolve("results"), "lrn=false");
  }

  /** One of each kind; that all are read alike is tried where they are read. */
  private static List<StudyRoute> routes() {
    return StudyRoute.ALL.stream()
        .collect(
            Collectors.toMap(StudyRoute::kind, it -> it, (one, other) -> one, LinkedHashMap::new))
        .values()
        .stream()
        .toList();
  }
}
