package dev.nightsweep.publish.mlflow;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Names of metrics or parameters as every MLflow server takes them, each of one of ours. */
final class MlflowNames {
  static final int MAX_LENGTH = 250;
  private static final String REFUSED = "[^\\p{L}\\p{Nd}_./ -]";

  private final Map<String, String> given = new TreeMap<>();

  /**
   * @param names all that there are: none becomes equal to another
   */
  MlflowNames(Collection<String> names) {
    Set<String> taken = new HashSet<>();
    Set<String> others = new TreeSet<>();
    for (String name : new TreeSet<>(names)) {
      if (taken(name).equals(name)) {
        given.put(name, name);
        taken.add(name);
      } else {
        others.add(name);
      }
    }
    for (String name : others) {
      String free = taken(name);
      for (int number = 2; !taken.add(free); number++) {
        String end = "_" + number;
        String start = taken(name);
        free = start.substring(0, Math.min(start.length(), MAX_LENGTH - end.length())) + end;
      }
      given.put(name, free);
    }
  }

  String of(String name) {
    return given.get(name);
  }

  /** By our name the other one, where they differ. */
  Map<String, String> changed() {
    Map<String, String> changed = new TreeMap<>(given);
    changed.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
    return changed;
  }

  /** Slashes part a name as in a path, which must be the shortest to where it leads. */
  private static String taken(String name) {
    String path =
        Arrays.stream(name.replaceAll(REFUSED, "_").split("/", -1))
            .map(part -> part.isEmpty() || part.matches("\\.+") ? "_" : part)
            .collect(Collectors.joining("/"));
    return path.substring(0, Math.min(path.length(), MAX_LENGTH)).replaceFirst("/$", "_");
  }
}
