package dev.nightsweep.machine;

import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.OpenCatalog;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.spec.Programs;
import dev.nightsweep.spec.SpecException;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import dev.nightsweep.train.simulated.SimulatedCatalog;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The parameters and metrics of what a spec's {@code program} may be. */
public final class ProgramCatalogs implements Programs {
  /** For reading specs. */
  public static final Programs ALL = new ProgramCatalogs();

  private static final Map<BuiltInProgram, Catalog> CATALOGS = new EnumMap<>(BuiltInProgram.class);

  static {
    for (BuiltInProgram program : BuiltInProgram.values()) {
      CATALOGS.put(program, catalog(program));
    }
  }

  private ProgramCatalogs() {}

  private static Catalog catalog(BuiltInProgram program) {
    return switch (program) {
      case ALEXNET -> NetFiles.shipped(BuiltInProgram.ALEXNET.text());
      case SIMULATED -> new SimulatedCatalog(NetFiles.shipped(BuiltInProgram.ALEXNET.text()));
    };
  }

  @Override
  public Optional<Catalog> named(String program) {
    return catalog(program);
  }

  @Override
  public Catalog net(ProgramRef.Net net, String file) {
    return NetFiles.of(net, file);
  }

  /**
   * Of one of our programs, or of a file that is there, a whole command, or what a tracker kept.
   */
  public static Optional<Catalog> catalog(String program) {
    Optional<Catalog> ours = BuiltInProgram.find(program).map(CATALOGS::get);
    return ours.isEmpty()
            && (!(ProgramRef.parse(program) instanceof ProgramRef.BuiltIn) || isFile(program))
        ? Optional.of(new OpenCatalog(program))
        : ours;
  }

  /** Of a sweep's program; empty for a net file too that this version cannot read any more. */
  public static Optional<Catalog> of(ProgramRef program) {
    if (!(program instanceof ProgramRef.Net net)) {
      return catalog(program.text());
    }
    try {
      return Optional.of(NetFiles.of(net, net.text()));
    } catch (SpecException e) {
      return Optional.empty();
    }
  }

  /** What a program declares; nothing if it is not known here. */
  public static DeclaredMetrics metrics(ProgramRef program) {
    return of(program).map(Catalog::metrics).orElse(DeclaredMetrics.NONE);
  }

  private static boolean isFile(String name) {
    try {
      return Files.isRegularFile(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
