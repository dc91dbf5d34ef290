package dev.nightsweep.report;

import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.AttemptState;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.text.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Attempts that went wrong, grouped by what went wrong. */
public record FailuresView(List<Group> groups) {
  private static final int MAX_MEMBERS = 50;

  /**
   * Attempts with one cause; numbers in a cause, such as the epoch, make no other one.
   *
   * @param cause of the first of them
   * @param members the first of them
   * @param more how many there are beside those
   * @param log the last lines of the first one's log
   */
  public record Group(
      String state, String cause, List<Member> members, int more, List<String> log) {
    int size() {
      return members.size() + more;
    }
  }

  /** One attempt. */
  public record Member(String text, RunLink link) {}

  private record Key(AttemptState state, String cause) {
    static Key of(AttemptRecord attempt) {
      return new Key(attempt.state(), attempt.cause().replaceAll("\\d+", "#"));
    }
  }

  private record Failure(RunRecord run, AttemptRecord attempt) {}

  static Optional<Section> section(SweepFacts facts) {
    return Optional.of(Section.of("failures", "Failures", "failures", of(facts)));
  }

  /** The group with the most attempts; of equals the first. */
  static Optional<Group> mostFrequent(SweepFacts facts) {
    return of(facts).groups().stream().max(Comparator.comparingInt(Group::size));
  }

  private static FailuresView of(SweepFacts facts) {
    Map<Key, List<Failure>> groups = new LinkedHashMap<>();
    for (RunFacts run : facts.runs()) {
      for (AttemptRecord attempt : run.attempts()) {
        if (isBad(attempt.state())) {
          groups
              .computeIfAbsent(Key.of(attempt), key -> new ArrayList<>())
              .add(new Failure(run.run(), attempt));
        }
      }
    }
    Map<String, String> labels = facts.labels();
    return new FailuresView(groups.values().stream().map(group -> group(group, labels)).toList());
  }

  private static Group group(List<Failure> failures, Map<String, String> labels) {
    AttemptRecord first = failures.get(0).attempt();
    String cause = first.cause().isEmpty() ? "no cause was recorded" : first.cause();
    return new Group(
        Labels.word(first.state()),
        cause,
        failures.stream().limit(MAX_MEMBERS).map(failure -> member(failure, labels)).toList(),
        Math.max(0, failures.size() - MAX_MEMBERS),
        first.logTail());
  }

  private static Member member(Failure failure, Map<String, String> labels) {
    RunRecord run = failure.run();
    String label = labels.getOrDefault(run.armId(), run.armId());
    String text =
        "%s, seed %s, attempt %s".formatted(label, run.seed(), failure.attempt().attempt());
    return new Member(text, RunLink.of(run));
  }

  private static boolean isBad(AttemptState state) {
    return switch (state) {
      case DIVERGED, FAILED, CRASHED, TIMED_OUT, LOST -> true;
      case RUNNING, COMPLETED, STOPPED_EARLY, CANCELLED, PAUSED -> false;
    };
  }
}
