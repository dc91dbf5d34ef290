package dev.nightsweep.wording;

import java.util.Collection;
import java.util.stream.Collectors;

/** Files by their names, as many as anybody reads. */
public final class FileNames {
  private static final int MAX_FILES = 5;

  private FileNames() {}

  public static String of(Collection<String> files) {
    int more = files.size() - MAX_FILES;
    return files.stream().limit(MAX_FILES).collect(Collectors.joining(", "))
        + (more > 0 ? " and %s more".formatted(more) : "");
  }
}
