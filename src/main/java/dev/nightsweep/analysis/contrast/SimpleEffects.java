package dev.nightsweep.analysis.contrast;

import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Factor;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.SweepRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What to say instead of a factor's mean effect when an interaction matters: its effect at every
 * level of the other factor. On every metric they are a family of their own (Holm).
 */
public final class SimpleEffects {
  private record Place(Contrast contrast, String factor, String level) {}

  private SimpleEffects() {}

  /**
   * The simple effects of every contrast that an interaction of {@code interactions} which matters
   * is about, metric by metric; empty if none does.
   *
   * @param look as in {@link Verdicts#details}
   */
  public static List<SimpleEffect> of(JudgedRuns runs, List<Interaction> interactions, int look) {
    List<SimpleEffect> effects = new ArrayList<>();
    for (Endpoint measure : runs.endpoints()) {
      List<Interaction> found =
          interactions.stream()
              .filter(i -> i.matters() && i.objective().equals(measure.objective()))
              .toList();
      List<Place> places = places(runs.evidence().sweep(), found);
      List<Contrast> contrasts = places.stream().map(Place::contrast).toList();
      List<ContrastDetail> details = Verdicts.family(runs, contrasts, measure, look);
      for (int i = 0; i < places.size(); i++) {
        effects.add(
            new SimpleEffect(places.get(i).factor(), places.get(i).level(), details.get(i)));
      }
    }
    return List.copyOf(effects);
  }

  private static List<Place> places(SweepRecord sweep, List<Interaction> found) {
    List<Place> places = new ArrayList<>();
    for (Contrast contrast : sweep.header().contrasts()) {
      for (Factor other : others(sweep, contrast, found)) {
        for (Setting level : other.levels()) {
          places.add(new Place(at(sweep, contrast, other, level), other.name(), level.text()));
        }
      }
    }
    return places;
  }

  private static List<Factor> others(
      SweepRecord sweep, Contrast contrast, List<Interaction> found) {
    Set<String> names = new LinkedHashSet<>();
    for (Interaction interaction : found) {
      if (interaction.isAbout(contrast.factor(), contrast.level())) {
        names.add(interaction.first().factor());
        names.add(interaction.second().factor());
      }
    }
    names.remove(contrast.factor());
    return sweep.header().factors().stream().filter(f -> names.contains(f.name())).toList();
  }

  private static Contrast at(SweepRecord sweep, Contrast contrast, Factor other, Setting level) {
    List<Contrast.Cell> cells =
        contrast.cells().stream().filter(c -> isAt(sweep, c.armId(), other, level)).toList();
    return new Contrast(contrast.factor(), contrast.level(), contrast.baseline(), cells);
  }

  private static boolean isAt(SweepRecord sweep, String armId, Factor other, Setting level) {
    return Objects.equals(sweep.arm(armId).levels().get(other.name()), level);
  }
}
