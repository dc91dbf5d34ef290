package dev.nightsweep.spec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Pruner;
import dev.nightsweep.model.Pruner.Halving.Form;
import dev.nightsweep.model.Setting;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Checks {@code early_terminate}, which is W&B's, and {@code ablation.pruner}, which is ours. */
final class StoppingCheck {
  static final String WANDB = "early_terminate";
  static final String OURS = "pruner";

  private static final String MEDIAN = "median";
  private static final String HALVING = "successive_halving";
  private static final String HYPERBAND = "hyperband";
  private static final List<String> WANDB_TYPES = List.of(HYPERBAND);
  private static final List<String> TYPES = List.of(MEDIAN, HALVING, HYPERBAND);
  private static final WholeRange EPOCHS = new WholeRange(1, 1_000_000);
  private static final WholeRange ETAS = new WholeRange(2, EPOCHS.max());

  private static final Keys WANDB_KEYS =
      Keys.NONE
          .with("type", SchemaNodes.words(WANDB_TYPES))
          .with("min_iter", SchemaNodes.whole(EPOCHS))
          .with("max_iter", SchemaNodes.whole(EPOCHS))
          .with("s", SchemaNodes.types("number").put("exclusiveMinimum", 0))
          .with("eta", SchemaNodes.types("number").put("exclusiveMinimum", 1))
          .with("strict", SchemaNodes.flag());

  private static final Keys KEYS =
      Keys.NONE
          .with("type", SchemaNodes.words(TYPES))
          .with("startup_trials", SchemaNodes.whole(EPOCHS))
          .with("min_epochs", SchemaNodes.whole(EPOCHS))
          .with("max_epochs", SchemaNodes.whole(EPOCHS))
          .with("eta", SchemaNodes.whole(ETAS))
          .with("form", SchemaNodes.words(Form.class));

  private static final int ETA = 3;
  private static final int STARTUP_TRIALS = 5;

  /** A tenth of a run: what is read earlier says little of its end. */
  private static final int PART = 10;

  private final OptionalInt epochs;
  private final Problems problems;
  private final Expect expect;

  /**
   * @param epochs that a whole run has, where that is one number
   */
  StoppingCheck(OptionalInt epochs, Problems problems) {
    this.epochs = epochs;
    this.problems = problems;
    this.expect = new Expect(problems);
  }

  static ObjectNode schemaOfWandb(Catalog catalog) {
    ObjectNode map = WANDB_KEYS.schema("Ends runs early, by W&B's hyperband.", catalog);
    map.putArray("required").add("type");
    ArrayNode either = map.putArray("anyOf");
    either.addObject().putArray("required").add("min_iter");
    either.addObject().putArray("required").add("max_iter").add("s");
    return map;
  }

  static ObjectNode schemaOfOurs(Catalog catalog) {
    ObjectNode map = KEYS.schema("Ends the runs of a search early.", catalog);
    map.putArray("required").add("type");
    return map;
  }

  /** W&B's hyperband. */
  Optional<Pruner> wandb(Entry entry) {
    Optional<Entries> map = expect.section(WANDB, entry.value(), WANDB_KEYS.names());
    if (map.isEmpty() || type(map.get(), WANDB, WANDB_TYPES).isEmpty()) {
      return Optional.empty();
    }
    double eta = real(map.get(), "eta", 1).orElse((double) ETA);
    boolean strict =
        map.get().find("strict").map(e -> expect.flag("strict", e.value())).orElse(true);
    Optional<Integer> first = whole(map.get(), WANDB, "min_iter", EPOCHS);
    Optional<Integer> last = whole(map.get(), WANDB, "max_iter", EPOCHS);
    Optional<Double> steps = real(map.get(), "s", 0);
    boolean isCounted = map.get().find("max_iter").isPresent() && map.get().find("s").isPresent();
    if (map.get().find("min_iter").isEmpty() && !isCounted) {
      problems.add(map.get().at(), WANDB + " needs min_iter, or max_iter and s", "add min_iter: 2");
    }
    NavigableSet<Integer> bands =
        isCounted && last.isPresent() && steps.isPresent()
            ? below(last.get(), steps.get(), eta)
            : from(first.orElse(1), eta);
    if (bands.isEmpty()) {
      problems.add(
          map.get().at(),
          WANDB + " has no band: max_iter divided by eta is under one epoch",
          "raise max_iter, lower eta, or write min_iter: 1");
    }
    return Optional.of(new Pruner.Bands(List.copyOf(bands), eta, strict));
  }

  private static NavigableSet<Integer> from(int first, double eta) {
    NavigableSet<Integer> bands = new TreeSet<>();
    for (double band = first; band <= EPOCHS.max() && bands.size() < PART * PART; band *= eta) {
      bands.add((int) band);
    }
    return bands;
  }

  private static NavigableSet<Integer> below(int last, double steps, double eta) {
    NavigableSet<Integer> bands = new TreeSet<>();
    double band = last / eta;
    for (int step = 0; step < steps && band >= 1; step++) {
      bands.add((int) band);
      band /= eta;
    }
    return bands;
  }

  /** One of the others. */
  Optional<Pruner> ours(Entry entry) {
    String name = "ablation." + OURS;
    Optional<Entries> map = expect.section(name, entry.value(), KEYS.names());
    Optional<String> type = map.flatMap(m -> type(m, name, TYPES));
    if (type.isEmpty()) {
      return Optional.empty();
    }
    refuseKeysOfOthers(map.get(), type.get());
    int from = whole(map.get(), name, "min_epochs", EPOCHS).orElseGet(() -> leastEpochs(map.get()));
    int eta = whole(map.get(), name, "eta", ETAS).orElse(ETA);
    return Optional.of(
        switch (type.get()) {
          case MEDIAN ->
              new Pruner.Median(
                  whole(map.get(), name, "startup_trials", EPOCHS).orElse(STARTUP_TRIALS), from);
          case HALVING -> new Pruner.Halving(from, eta, form(map.get()));
          default -> new Pruner.Brackets(from, mostEpochs(map.get(), name), eta);
        });
  }

  private void refuseKeysOfOthers(Entries map, String type) {
    List<String> own =
        switch (type) {
          case MEDIAN -> List.of("type", "startup_trials", "min_epochs");
          case HALVING -> List.of("type", "min_epochs", "eta", "form");
          default -> List.of("type", "min_epochs", "max_epochs", "eta");
        };
    map.byKey().values().stream()
        .map(Entry::key)
        .filter(key -> KEYS.names().contains(key.text()) && !own.contains(key.text()))
        .forEach(
            key ->
                problems.add(
                    key.at(),
                    "ablation.%s.%s has no meaning for type: %s".formatted(OURS, key.text(), type),
                    "remove it; there are " + String.join(", ", own)));
  }

  private int leastEpochs(Entries map) {
    if (epochs.isEmpty() && map.find("min_epochs").isEmpty()) {
      problems.add(
          map.at(),
          "ablation.%s needs min_epochs, as runs have no common number of epochs".formatted(OURS),
          "add min_epochs: 2");
    }
    return Math.max(1, epochs.orElse(PART) / PART);
  }

  private int mostEpochs(Entries map, String name) {
    Optional<Integer> most = whole(map, name, "max_epochs", EPOCHS);
    if (most.isEmpty() && epochs.isEmpty()) {
      problems.add(
          map.at(), name + " needs max_epochs, as runs have no common number of epochs", "add it");
    }
    return most.orElse(epochs.orElse(1));
  }

  private Form form(Entries map) {
    return map.find("form")
        .flatMap(e -> expect.oneOf("form", e.value(), Form.class))
        .orElse(Form.STOP);
  }

  private Optional<String> type(Entries map, String name, List<String> types) {
    if (map.find("type").isEmpty()) {
      problems.add(map.at(), name + " has no type", "add type: " + types.get(0));
    }
    return map.find("type").flatMap(e -> expect.oneOf(name + ".type", e.value(), types));
  }

  private Optional<Integer> whole(Entries map, String section, String key, WholeRange range) {
    String wanted =
        String.format(Locale.ROOT, "an integer from %d to %,d", range.min(), range.max());
    return map.find(key).flatMap(e -> expect.whole(section + "." + key, e.value(), range, wanted));
  }

  private Optional<Double> real(Entries map, String key, double above) {
    String wanted = "a number above " + Setting.of(above).text();
    return map.find(key).flatMap(e -> expect.above(above, WANDB + "." + key, e.value(), wanted));
  }
}
