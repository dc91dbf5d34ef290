package dev.nightsweep.intake;

import dev.nightsweep.model.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where runs have their seed: a parameter or a label, known by its name or told by the user.
 *
 * @param name the parameter's or the label's
 * @param also others that hold the same in every run
 */
record SeedParameter(String name, List<String> also) {
  /** Without what stands before the last point; the likeliest first. */
  private static final List<String> NAMES =
      List.of(
          "seed",
          "random_seed",
          "random_state",
          "seed_everything",
          "manual_seed",
          "global_seed",
          "rng_seed",
          "torch_seed",
          "np_seed",
          "numpy_seed",
          "seed_number",
          "train_seed",
          "model_seed",
          "init_seed",
          "data_seed",
          "split_seed");

  SeedParameter {
    also = List.copyOf(also);
  }

  /** The seed of a run; empty if it has none that is a whole number. */
  Optional<Long> of(FoundRun run) {
    return of(run, name);
  }

  /** Whether the parameter tells the seed, so that it is no setting. */
  boolean holds(String parameter) {
    return parameter.equals(name) || also.contains(parameter);
  }

  private static Optional<Long> of(FoundRun run, String name) {
    return value(run, name)
        .filter(Setting.Whole.class::isInstance)
        .map(setting -> ((Setting.Whole) setting).number());
  }

  private static Optional<Setting> value(FoundRun run, String name) {
    return Optional.ofNullable(run.parameters().get(name))
        .or(() -> Optional.ofNullable(run.labels().get(name)).map(SeedParameter::ofLabel));
  }

  /** A label may be the JSON of a text. */
  private static Setting ofLabel(String label) {
    boolean quoted = label.length() > 1 && label.startsWith("\"") && label.endsWith("\"");
    return ParameterText.text(quoted ? label.substring(1, label.length() - 1) : label);
  }

  /**
   * That of these runs; empty if none looks like a seed.
   *
   * @param wanted what the user says that it is
   * @param ignored what the user says is no setting, and so no seed either
   */
  static Optional<SeedParameter> find(
      List<FoundRun> runs, Optional<String> wanted, Set<String> ignored) {
    if (wanted.isPresent()) {
      return Optional.of(told(runs, wanted.get()));
    }
    Map<String, List<Optional<Long>>> seeds = candidates(runs, ignored);
    Map<String, List<Optional<Long>>> varied = new LinkedHashMap<>(seeds);
    varied.values().removeIf(of -> of.stream().distinct().count() < 2);
    Map<String, List<Optional<Long>>> left = varied.isEmpty() ? seeds : varied;
    if (left.isEmpty()) {
      return Optional.empty();
    } else if (Set.copyOf(left.values()).size() > 1) {
      throw Refusal.of(
          "Several parameters may be the seed, and differ: %s. Name the one that is with --seed-parameter."
              .formatted(Refusal.list(left.keySet())));
    }
    List<String> names = List.copyOf(left.keySet());
    return Optional.of(new SeedParameter(names.get(0), names.subList(1, names.size())));
  }

  private static SeedParameter told(List<FoundRun> runs, String name) {
    if (runs.stream().noneMatch(run -> value(run, name).isPresent())) {
      Set<String> known = new TreeSet<>();
      runs.forEach(run -> known.addAll(run.parameters().keySet()));
      throw Refusal.unknown("parameter", name, known);
    }
    if (runs.stream().noneMatch(run -> of(run, name).isPresent())) {
      throw Refusal.of(
          "“%s” holds no whole number in any run, so it is no seed: it is “%s” in run %s."
              .formatted(
                  Refusal.shown(name),
                  runs.stream()
                      .flatMap(run -> value(run, name).stream())
                      .findFirst()
                      .map(setting -> Refusal.shown(setting.text()))
                      .orElse(""),
                  runs.stream()
                      .filter(run -> value(run, name).isPresent())
                      .findFirst()
                      .map(FoundRun::id)
                      .orElse("")));
    }
    return new SeedParameter(name, List.of());
  }

  private static Map<String, List<Optional<Long>>> candidates(
      List<FoundRun> runs, Set<String> ignored) {
    Map<String, List<Optional<Long>>> candidates = new LinkedHashMap<>();
    for (String name : named(runs)) {
      List<Optional<Long>> seeds = runs.stream().map(run -> of(run, name)).toList();
      if (!ignored.contains(name) && seeds.stream().anyMatch(Optional::isPresent)) {
        candidates.put(name, seeds);
      }
    }
    return candidates;
  }

  /** Names that are a seed's, the likeliest first, parameters before labels. */
  private static List<String> named(List<FoundRun> runs) {
    Set<String> parameters = new TreeSet<>();
    Set<String> labels = new TreeSet<>();
    runs.forEach(
        run -> {
          parameters.addAll(run.parameters().keySet());
          labels.addAll(run.labels().keySet());
        });
    List<String> found = new ArrayList<>();
    for (Collection<String> names : List.of(parameters, labels)) {
      for (String seed : NAMES) {
        names.stream()
            .filter(name -> plain(name).equals(seed) && !found.contains(name))
            .forEach(found::add);
      }
    }
    return found;
  }

  private static String plain(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);
    return last.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
