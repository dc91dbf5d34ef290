package dev.nightsweep.train.net;

import dev.nightsweep.spec.Tree;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One layer as its file has it.
 *
 * @param name with those of the blocks around it before it
 * @param when whether it is there
 * @param properties every property of its kind
 * @param branches layers inside it, by key
 */
record LayerEntry(
    String name,
    LayerKind kind,
    Tree.Place at,
    Expression when,
    List<PropertySource> properties,
    Map<String, List<LayerEntry>> branches) {

  /** Itself and all inside it. */
  Stream<LayerEntry> all() {
    return Stream.concat(
        Stream.of(this),
        kind.branches().stream()
            .flatMap(key -> branches.getOrDefault(key, List.of()).stream())
            .flatMap(LayerEntry::all));
  }
}
