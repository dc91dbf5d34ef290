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

  /**
   * Whether the spec means that sweep, which may not be stored yet.
   *
   * @param meant the stored sweep that it means
   */
  boolean means(Spec spec, Optional<SweepRecord> meant, SweepHeader sweep) {
    Optional<String> place = places.of(spec);
    return meant.map(SweepRecord::sweepId).filter(sweep.sweepId()::equals).isPresent()
        || (place.isEmpty()
            ? sweep.name().equals(spec.name())
            : isOfName(sweep.name(), spec.name()) && sweep.place().equals(place));
  }

  /**
   * That of the same place; of one that has no place, since it is older than places are; or that of
   * the same text, whose file is not where it was: it was moved. Of several the first that was
   * begun: --new begins others beside it.
   */
  private Optional<SweepRecord> unnamed(Spec spec, String place) {
    List<SweepRecord> named =
        owner.store().sweeps().stream()
            .filter(sweep -> isOfName(sweep.header().name(), spec.name()))
            .sorted(Comparator.comparing(sweep -> sweep.header().createdAt()))
            .toList();
    Predicate<SweepRecord> isThere =
        sweep -> sweep.header().place().filter(place::equals).isPresent();
    return first(named, isThere)
        .or(() -> first(named, sweep -> isFromBefore(sweep.header(), spec)))
        .or(() -> first(named, sweep -> wasMoved(sweep.header(), spec)));
  }

  private Optional<SweepRecord> first(List<SweepRecord> named, Predicate<SweepRecord> isMeant) {
    return ownFirst(named.stream().filter(isMeant));
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
