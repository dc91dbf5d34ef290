package dev.nightsweep.machine;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.OpenCatalog;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.train.dl4j.alexnet.AlexNetCatalog;
import dev.nightsweep.train.simulated.SimulatedCatalog;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a spec's {@code program} may be. */
public final class TrainerRegistry {
  /** The name of the program that trains where a spec names none. */
  public static final String DEFAULT = "alexnet";

  public static final ProgramRef ALEXNET = new ProgramRef.BuiltIn(DEFAULT);
  private static final List<Catalog> CATALOGS =
      List.of(new AlexNetCatalog(), new SimulatedCatalog(new AlexNetCatalog()));

  private TrainerRegistry() {}

  /** Of one of our programs, or of a file that is there, or a whole command: any program's. */
  public static Optional<Catalog> catalog(String program) {
    Optional<Catalog> ours =
        CATALOGS.stream().filter(catalog -> catalog.program().equals(program)).findFirst();
    return ours.isEmpty()
            && (ProgramRef.parse(program) instanceof ProgramRef.Command || isFile(program))
        ? Optional.of(new OpenCatalog(program))
        : ours;
  }

  private static boolean isFile(String name) {
    try {
      return Files.isRegularFile(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** The names of all programs, the default one first. */
  public static List<String> names() {
    return CATALOGS.stream().map(Catalog::program).toList();
  }
}
