package dev.nightsweep.report;

import dev.nightsweep.analysis.contrast.ImageContrast;
import dev.nightsweep.analysis.contrast.ImagePair;
import dev.nightsweep.analysis.contrast.ImageStudy;
import dev.nightsweep.analysis.contrast.ImageStudy.Population;
import dev.nightsweep.analysis.paired.Interval;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.text.Numbers;
import dev.nightsweep.wording.Names;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The contrasts on single test images.
 *
 * @param contrasts in the order of the spec; those without predictions are left out
 */
public record ImagesView(List<Compared> contrasts) {
  private static final List<Grid.Column> POPULATION_COLUMNS =
      List.of(
          Grid.Column.text("holds for"),
          Grid.Column.number("difference in accuracy"),
          Grid.Column.number("95 % interval"));

  /** The query below the tables gives all. */
  private static final int MAX_PAIRS = 60;

  public ImagesView {
    contrasts = List.copyOf(contrasts);
  }

  /**
   * One contrast.
   *
   * @param populations the difference, and how far it would move for whom
   * @param nets pair by pair, who has which images right
   */
  public record Compared(Grid populations, Grid nets) {}

  static Optional<Section> section(SweepFacts facts) {
    ImagesView view = of(facts);
    return view.contrasts().isEmpty()
        ? Optional.empty()
        : Optional.of(Section.of("images", "Test images", "images", view));
  }

  private static ImagesView of(SweepFacts facts) {
    Map<String, String> arms = new HashMap<>();
    for (RunFacts run : facts.runs()) {
      arms.put(run.run().runId(), facts.sweep().label(run.run()));
    }
    return new ImagesView(
        facts.analysis().images().stream()
            .map(contrast -> new Compared(populations(contrast), nets(contrast, arms)))
            .toList());
  }

  private static Grid populations(ImageContrast contrast) {
    ImageStudy study = contrast.study();
    return new Grid(
        "%s against %s on the same %s test images, %s"
            .formatted(
                Names.level(contrast.contrast()),
                Names.baseline(contrast.contrast()),
                Numbers.grouped(study.images()),
                Names.pairs(study.seeds())),
        POPULATION_COLUMNS,
        Arrays.stream(Population.values()).map(population -> row(study, population)).toList());
  }

  private static List<Grid.Cell> row(ImageStudy study, Population population) {
    Interval known = study.intervals().get(Population.NEW_IMAGES);
    int decimals = Numbers.decimals((known.high() - known.low()) / 2);
    Interval interval = study.intervals().get(population);
    return Grid.row(
        population.text(),
        Numbers.signed(study.difference(), decimals),
        interval(interval, decimals));
  }

  private static String interval(Interval interval, int decimals) {
    return interval.isKnown()
        ? "[%s, %s]"
            .formatted(
                Numbers.signed(interval.low(), decimals), Numbers.signed(interval.high(), decimals))
        : "not from one seed";
  }

  private static Grid nets(ImageContrast contrast, Map<String, String> arms) {
    Contrast of = contrast.contrast();
    return new Grid(
        "%s: images that %s and %s have right"
            .formatted(
                contrast.nets().size() > MAX_PAIRS
                    ? "The first %d of %d pairs".formatted(MAX_PAIRS, contrast.nets().size())
                    : "Pair by pair",
                Names.level(of),
                Names.baseline(of)),
        List.of(
            Grid.Column.text("seed"),
            Grid.Column.text("nets"),
            Grid.Column.number("only %s right".formatted(Names.level(of))),
            Grid.Column.number("only %s right".formatted(Names.baseline(of))),
            Grid.Column.number("both right"),
            Grid.Column.number("told apart"),
            Grid.Column.number("McNemar p")),
        contrast.nets().stream().limit(MAX_PAIRS).map(nets -> row(nets, arms)).toList());
  }

  private static List<Grid.Cell> row(ImageContrast.Nets nets, Map<String, String> arms) {
    ImagePair images = nets.images();
    return Grid.row(
        Long.toString(nets.seed()),
        "%s against %s".formatted(arms.get(nets.level()), arms.get(nets.baseline())),
        Numbers.grouped(images.onlyLevel()),
        Numbers.grouped(images.onlyBaseline()),
        Numbers.grouped(images.bothRight()),
        Numbers.grouped(images.apart()),
        Numbers.probability(nets.pValue()));
  }
}
