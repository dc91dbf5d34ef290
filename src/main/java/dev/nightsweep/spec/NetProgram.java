package dev.nightsweep.spec;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.ProgramRef;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The net file that a spec names: beside the spec, or else where nightsweep was started.
 *
 * @param spec the spec as its user names it
 */
record NetProgram(String spec, Programs programs, Problems problems) {

  /** What was read. */
  record Found(ProgramRef.Net net, Catalog catalog) {}

  /** The net, unless something is wrong with its file, which is noted. */
  Optional<Found> find(String named, Tree.Place at) {
    try {
      Optional<ProgramRef.Net> stored = programs.stored(named);
      if (stored.isPresent()) {
        return Optional.of(found(stored.get(), named));
      }
      Optional<Path> file = places(named).stream().filter(Files::exists).findFirst();
      if (file.isEmpty()) {
        refuse(named, at);
        return Optional.empty();
      }
      ProgramRef.Net net = new ProgramRef.Net(named, YamlFile.text(file.get()));
      return Optional.of(found(net, file.get().toString()));
    } catch (SpecException e) {
      problems.addAll(e);
      return Optional.empty();
    }
  }

  private Found found(ProgramRef.Net net, String file) {
    return new Found(net, programs.net(net, file));
  }

  private void refuse(String named, Tree.Place at) {
    List<String> sought =
        places(named).stream().map(place -> place.toAbsolutePath().normalize().toString()).toList();
    problems.add(
        at,
        "there is no net file %s: it is looked for beside the spec and where nightsweep was started: %s"
            .formatted(
                Suggest.quote(named), String.join(", ", sought.stream().distinct().toList())),
        "correct the path, or add a command, if it is a file for a program of your own");
  }

  private List<Path> places(String named) {
    try {
      return Stream.concat(
              Optional.ofNullable(Path.of(spec).getParent()).stream()
                  .map(folder -> folder.resolve(named)),
              Stream.of(Path.of(named)))
          .toList();
    } catch (InvalidPathException e) { // an imported spec may be called anything
      return List.of();
    }
  }
}
