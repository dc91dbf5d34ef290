package dev.nightsweep.model;

import java.util.List;
import java.util.Optional;

/**
 * The catalog of a program that is not ours: it takes whatever a spec says, has no defaults, and
 * logs whatever it likes.
 */
public record OpenCatalog(String program) implements Catalog {

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public DeclaredMetrics metrics() {
    return DeclaredMetrics.NONE;
  }

  @Override
  public Settings resolve(Settings given) {
    return given;
  }

  @Override
  public List<String> conflicts(Settings resolved) {
    return List.of();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public Optional<Parameter> find(String name) {
    return Optional.of(new Parameter(name, new Domain.Anything(), "", "", 1));
  }
}
