package dev.nightsweep.spec;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.ProgramRef;
import java.util.Optional;
import java.util.function.Predicate;

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

  /** The net file of that name, if a sweep has kept it. */
  default Optional<ProgramRef.Net> stored(String name) {
    return Optional.empty();
  }

  /** These, where a spec's net file is the one that its sweep has kept, whatever it is called. */
  default Programs asOf(ProgramRef begun) {
    return begun instanceof ProgramRef.Net net ? new OfSweep(this, net, name -> true) : this;
  }

  /** These, where a spec may name the net file that a sweep has kept. */
  default Programs with(ProgramRef kept) {
    return kept instanceof ProgramRef.Net net ? new OfSweep(this, net, net.text()::equals) : this;
  }

  /** Those that a stored sweep knows. */
  record OfSweep(Programs all, ProgramRef.Net net, Predicate<String> isIt) implements Programs {
    @Override
    public Optional<Catalog> named(String program) {
      return all.named(program);
    }

    @Override
    public Catalog net(ProgramRef.Net read, String file) {
      return all.net(read, file);
    }

    @Override
    public Optional<ProgramRef.Net> stored(String name) {
      return Optional.of(net).filter(kept -> isIt.test(name));
    }
  }
}
