package dev.nightsweep.spec;

import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.SpecSource;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import dev.nightsweep.spec.Tree.Place;
import dev.nightsweep.spec.Tree.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keys of a spec that were given beside the file, by options. They stand in the text that is
 * stored, below what the file says: {@code #: ablation.metrics_from: wandb}. So whoever reads it
 * again has them, and a spec in YAML stays YAML.
 *
 * @param values by key; one in {@code ablation} has that before it
 */
public record GivenKeys(SortedMap<String, String> values) {
  public static final GivenKeys NONE = new GivenKeys(Collections.emptySortedMap());

  public static final String METRICS_FROM = "ablation." + CommandLine.METRICS_FROM;
  public static final String SEED_PARAMETER = "ablation." + CommandLine.SEED_PARAMETER;
  public static final String CAP = "run_cap";

  /** Any other comment is the author's. */
  private static final Pattern LINE =
      Pattern.compile(
          "#: (%s): (.*)"
              .formatted(String.join("|", CAP, METRICS_FROM, SEED_PARAMETER).replace(".", "\\.")));

  public GivenKeys {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** The keys at the end of a spec's text. */
  public static GivenKeys of(SpecSource source) {
    return of(source.text());
  }

  /** The spec's text with these at its end, in the place of its own. */
  public String below(SpecSource source) {
    return below(above(source.text()));
  }

  /** A cap alone, if there is one. */
  public static GivenKeys ofCap(OptionalInt cap) {
    SortedMap<String, String> values = new TreeMap<>();
    cap.ifPresent(number -> values.put(CAP, Integer.toString(number)));
    return new GivenKeys(values);
  }

  /** The keys at the end of a text. */
  static GivenKeys of(String text) {
    SortedMap<String, String> values = new TreeMap<>();
    for (Matcher line : lines(text)) {
      values.put(line.group(1), line.group(2));
    }
    return new GivenKeys(values);
  }

  /** The text above the keys at its end. */
  static String above(String text) {
    int end = text.length();
    for (int left = lines(text).size(); left > 0; left--) {
      end = text.lastIndexOf('\n', end - 2) + 1;
    }
    return text.substring(0, end);
  }

  private static List<Matcher> lines(String text) {
    List<Matcher> lines =
        text.lines().map(LINE::matcher).collect(Collectors.toCollection(ArrayList::new));
    int last = lines.size();
    while (last > 0 && lines.get(last - 1).matches()) {
      last--;
    }
    return lines.subList(last, lines.size());
  }

  /** These and others, which count where both have a key. */
  public GivenKeys and(GivenKeys others) {
    SortedMap<String, String> all = new TreeMap<>(values);
    all.putAll(others.values);
    return new GivenKeys(all);
  }

  /** A text with them at its end. */
  String below(String text) {
    String ended = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    return values.isEmpty()
        ? text
        : values.entrySet().stream()
            .map(value -> "#: %s: %s\n".formatted(value.getKey(), value.getValue()))
            .collect(Collectors.joining("", ended, ""));
  }

  /** What a file says, with these in place of what it says of the same keys. */
  Tree in(Tree tree) {
    Tree all = tree;
    for (Map.Entry<String, String> value : values.entrySet()) {
      List<String> path = List.of(value.getKey().split("\\."));
      all = with(all, path, new Scalar(Place.FILE, value.getValue(), false));
    }
    return all;
  }

  private static Tree with(Tree tree, List<String> path, Tree value) {
    if (path.isEmpty()) {
      return value;
    }
    boolean nothing = tree instanceof Scalar scalar && scalar.isNothing();
    if (!nothing && !(tree instanceof Entries)) {
      return tree; // it is refused for that
    }
    Map<String, Entry> entries =
        new LinkedHashMap<>(tree instanceof Entries map ? map.byKey() : Map.of());
    Scalar key = new Scalar(Place.FILE, path.get(0), true);
    Entry known =
        entries.getOrDefault(path.get(0), new Entry(key, new Scalar(tree.at(), "", false)));
    Tree inner = with(known.value(), path.subList(1, path.size()), value);
    entries.put(path.get(0), new Entry(known.key(), inner));
    return new Entries(tree.at(), entries);
  }
}
