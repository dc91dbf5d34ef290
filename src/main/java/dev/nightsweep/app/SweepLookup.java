package dev.nightsweep.app;

import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the stored sweep that a spec means: by the sweep's id if it was read from there, by the
 * name that it gives, or else by where it lies.
 */
final class SweepLookup {
  private final ResultsOwner owner;
  private final SpecPlace places;

  SweepLookup(ResultsOwner owner) {
    this.owner = owner;
    this.places = new SpecPlace(owner.folder());
  }

  /** A sweep of our own before an imported one; none if the spec was never run. */
  Optional<SweepRecord> meant(Spec spec) {
    if (spec.source().sweep().isPresent()) {
      return owner.store().sweep(spec.source().sweep().get());
    }
    Optional<String> place = places.of(spec);
    return place.isEmpty()
        ? ownFirst(IdResolver.named(owner.store(), spec.name()))
        : unnamed(spec, place.get());
  }

  /** The place that tells the sweep of the spec from others, if its name does not. */
  Optional<String> place(Spec spec) {
    return places.of(spec);
  }

  /** Whether the spec means that sweep, which may not be stored yet. */
  boolean means(Spec spec, SweepHeader sweep) {
    Optional<String> place = places.of(spec);
    return meant(spec).map(SweepRecord::sweepId).filter(sweep.sweepId()::equals).isPresent()
        || (place.isEmpty()
            ? sweep.name().equals(spec.name())
            : isOfName(sweep.name(), spec.name()) && sweep.place().equals(place));
  }

  /**
   * That of the same place; of one that has no place, since it is older than places are; or that of
   * the same text, whose file is not where it was: it was moved.
   */
  private Optional<SweepRecord> unnamed(Spec spec, String place) {
    return first(spec, sweep -> sweep.header().place().filter(place::equals).isPresent())
        .or(() -> first(spec, sweep -> isFromBefore(sweep.header(), spec)))
        .or(() -> first(spec, sweep -> wasMoved(sweep.header(), spec)));
  }

  /** The first that was begun: --new begins others beside it. */
  private Optional<SweepRecord> first(Spec spec, Predicate<SweepRecord> isMeant) {
    List<SweepRecord> found =
        owner.store().sweeps().stream()
            .filter(sweep -> isOfName(sweep.header().name(), spec.name()))
            .filter(isMeant)
            .sorted(Comparator.comparing(sweep -> sweep.header().createdAt()))
            .toList();
    return ownFirst(found.stream());
  }

  private Optional<SweepRecord> ownFirst(Stream<SweepRecord> sweeps) {
    return sweeps.min(Comparator.comparing(sweep -> owner.folder().isImported(sweep.sweepId())));
  }

  private static boolean isFromBefore(SweepHeader header, Spec spec) {
    return header.place().isEmpty()
        && header.name().equals(spec.name())
        && header.specFile().equals(spec.source().fileName());
  }

  private boolean wasMoved(SweepHeader header, Spec spec) {
    return header.place().isPresent()
        && !places.isThere(header)
        && storedText(header).filter(spec.source().text()::equals).isPresent();
  }

  private Optional<String> storedText(SweepHeader header) {
    try {
      return Optional.of(
          Files.readString(owner.folder().spec(header.sweepId(), header.specFile())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The name itself if no sweep has it, else with a number. */
  String freeName(String name) {
    Set<String> taken =
        owner.store().sweeps().stream().map(s -> s.header().name()).collect(Collectors.toSet());
    return taken.contains(name) ? numbered(name, taken) : name;
  }

  /** The name with the least number from 2 that no sweep has. */
  String nextName(String name) {
    return numbered(
        name,
        owner.store().sweeps().stream().map(s -> s.header().name()).collect(Collectors.toSet()));
  }

  private static String numbered(String name, Set<String> taken) {
    int number = 2;
    while (taken.contains(name + "-" + number)) {
      number++;
    }
    return name + "-" + number;
  }

  /** Whether it is the name, or the name with a number. */
  static boolean isOfName(String other, String name) {
    return other.equals(name)
        || (other.startsWith(name + "-") && other.substring(name.length() + 1).matches("\\d+"));
  }
}
