package dev.nightsweep.app;

import dev.nightsweep.journal.ResultsFolder;
import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.train.HomePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where specs without a name lie, which tells their sweeps apart where their files have one name.
 *
 * <p>Below the folder that the results are in, a place is written from there, so that a project can
 * be moved with its results; elsewhere as a whole path, the home folder as {@code ~}.
 */
record SpecPlace(ResultsFolder results) {
  private static final String HOME = "~";

  /** A file or folder may have a name that begins with it. */
  private static final Pattern OF_HOME = Pattern.compile(HOME + "[/\\\\].*");

  /** The place of a spec that has no name; empty if it has one, or was not read from a file. */
  Optional<String> of(Spec spec) {
    return spec.source().place().map(path -> written(Path.of(path)));
  }

  private String written(Path file) {
    Path whole = real(file.getParent()).resolve(file.getFileName());
    Path base = base();
    return whole.startsWith(base)
        ? unlikeHome(base.relativize(whole).toString().replace('\\', '/'))
        : HomePath.masked(whole.toString());
  }

  private static String unlikeHome(String place) {
    return OF_HOME.matcher(place).matches() ? "./" + place : place;
  }

  /** Whether the file lies there still that the sweep was begun with. */
  boolean isThere(SweepHeader header) {
    return header.place().filter(place -> Files.isRegularFile(path(place))).isPresent();
  }

  private Path path(String place) {
    return OF_HOME.matcher(place).matches()
        ? Path.of(System.getProperty("user.home", "") + place.substring(HOME.length()))
        : base().resolve(place);
  }

  private Path base() {
    Path root = real(results.root());
    return root.getParent() == null ? root : root.getParent();
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder.toAbsolutePath().normalize();
    }
  }
}
