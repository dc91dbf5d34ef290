package dev.nightsweep.spec;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.ProgramRef;
import java.util.Optional;

/** What the {@code program} of a spec may name. */
@FunctionalInterface
public interface Programs {

  /** The catalog of a program by its name, if it is known. */
  Optional<Catalog> named(String program);

  /**
   * The catalog of a net file.
   *
   * @param file as messages name it
   * @throws SpecException if the file has any problem
   */
  default Catalog net(ProgramRef.Net net, String file) {
    throw new UnsupportedOperationException("no net files are known here");
  }

  /** The net file that the spec means, if it was read before, with its sweep. */
  default Optional<ProgramRef.Net> stored() {
    return Optional.empty();
  }

  /** These, where a spec of that program means what the program was when its sweep was begun. */
  default Programs asOf(ProgramRef begun) {
    return begun instanceof ProgramRef.Net net ? new OfSweep(this, net) : this;
  }

  /** Those that a stored sweep knows. */
  record OfSweep(Programs all, ProgramRef.Net net) implements Programs {
    @Override
    public Optional<Catalog> named(String program) {
      return all.named(program);
    }

    @Override
    public Catalog net(ProgramRef.Net read, String file) {
      return all.net(read, file);
    }

    @Override
    public Optional<ProgramRef.Net> stored() {
      return Optional.of(net);
    }
  }
}
