package dev.nightsweep.train.command;

import dev.nightsweep.train.Watcher;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is doubtful in the reports of a program: each thing is told once, lines not taken in sum.
 */
final class Remarks {
  /** So much of a line is quoted. */
  private static final int MAX_QUOTED = 200;

  /** Of one kind; of the others it is told at the end how many there are. */
  private static final int MAX_OF_KIND = 5;

  private final Watcher watcher;
  private final Map<String, Set<String>> told = new TreeMap<>();
  private Optional<Reported.NotTaken> first = Optional.empty();
  private int notTaken;

  Remarks(Watcher watcher) {
    this.watcher = watcher;
  }

  /**
   * Tells it, unless that was done before.
   *
   * @param about the metric
   */
  void of(String kind, String about, String message) {
    Set<String> ofKind = told.computeIfAbsent(kind, k -> new LinkedHashSet<>());
    if (ofKind.add(about) && ofKind.size() <= MAX_OF_KIND) {
      tell(kind, message);
    }
  }

  private void tell(String kind, String message) {
    System.err.println("(Nightsweep: " + message + ")"); // into the run's log
    watcher.remarked(kind, message);
  }

  /** A line was meant as readings, and cannot be taken. */
  void notTaken(Reported.NotTaken line) {
    notTaken++;
    first = first.or(() -> Optional.of(line));
  }

  /** How many lines were not taken, and why the first was not; empty if all were. */
  Optional<String> ofLines() {
    return first.map(
        line ->
            "%d line%s not taken as readings, the first because %s: %s"
                .formatted(
                    notTaken, notTaken == 1 ? " was" : "s were", line.why(), quoted(line.text())));
  }

  /** Nothing more comes. */
  void end() {
    ofLines().ifPresent(message -> of("metric_line", "", message));
    told.forEach(
        (kind, about) -> {
          if (about.size() > MAX_OF_KIND) {
            List<String> more = about.stream().skip(MAX_OF_KIND).toList();
            tell(
                kind,
                "the same is to be told of %,d more: %s%s"
                    .formatted(
                        more.size(),
                        more.stream().limit(MAX_OF_KIND).collect(Collectors.joining(", ")),
                        more.size() > MAX_OF_KIND ? " and others" : ""));
          }
        });
  }

  static String quoted(String line) {
    String text = line.strip();
    return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
  }
}
