package dev.nightsweep.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The metrics that a program declares, in the order people want to read them.
 *
 * @param all empty for a program that logs whatever it likes
 */
public record DeclaredMetrics(List<MetricDefinition> all) {
  /** Those of a program that declares none: it may log any. */
  public static final DeclaredMetrics NONE = new DeclaredMetrics(List.of());

  public DeclaredMetrics {
    all = List.copyOf(all);
  }

  /** Whether any metric may be logged, so that {@link #all} tells nothing. */
  public boolean isOpen() {
    return all.isEmpty();
  }

  /** The names of all but details: those that a sweep may be judged by. */
  public List<String> names() {
    return all.stream().filter(metric -> !metric.detail()).map(MetricDefinition::name).toList();
  }

  /** What a margin or a claim may be about: those, and training time. */
  public List<String> comparable() {
    return Stream.concat(names().stream(), Stream.of(Metrics.TIME)).toList();
  }

  public Optional<MetricDefinition> find(String name) {
    return all.stream().filter(metric -> metric.name().equals(name)).findFirst();
  }

  /** Its definition, or what its name suggests if it is not declared. */
  public MetricDefinition get(String name) {
    return find(name).orElseGet(() -> MetricDefinition.undeclared(name));
  }

  /** The metric whose test twin this one is: what may be chosen by in its place. */
  public Optional<MetricDefinition> validationTwin(String name) {
    return isOpen()
        ? Optional.of(name)
            .filter(n -> n.startsWith(Metrics.TEST))
            .map(n -> Metrics.VALIDATION + n.substring(Metrics.TEST.length()))
            .map(MetricDefinition::undeclared)
        : all.stream().filter(m -> m.testTwin().filter(name::equals).isPresent()).findFirst();
  }

  /** Whether it reads the test set: as a declared test twin, or, undeclared, by its name. */
  public boolean isOfTestSet(String name) {
    return validationTwin(name).isPresent()
        || (find(name).isEmpty() && name.startsWith(Metrics.TEST));
  }
}
