package dev.nightsweep.plan;

import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.Spec.Order;
import dev.nightsweep.search.Hash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * In which order runs start. Shuffling is sorting by a hash: no generator whose algorithm could
 * change, and arms keep their order when others come or go.
 */
final class StartingOrder {
  private StartingOrder() {}

  /** One run: a candidate of an arm with a seed. */
  record Slot(Arm arm, Settings candidate, long seed) {

    Settings settings() {
      return arm.settings().with(candidate);
    }

    private String key(String... first) {
      List<String> fields = new ArrayList<>(List.of(first));
      fields.add(arm.armId());
      if (!candidate.isEmpty()) {
        fields.add(candidate.toString());
      }
      return Hash.of(fields);
    }
  }

  /** Arm by arm, all its seeds; at most that many. */
  static List<Slot> listed(List<Arm> arms, List<Long> seeds, long most) {
    return arms.stream()
        .flatMap(arm -> seeds.stream().map(seed -> new Slot(arm, Settings.NONE, seed)))
        .limit(most)
        .toList();
  }

  /** The listed runs in the order asked for; seeds give the order of the blocks. */
  static List<Slot> arrange(List<Slot> listed, Order order, List<Long> seeds) {
    record Keyed(Slot slot, int block, String key) {}
    Map<Long, Integer> blocks = new HashMap<>();
    seeds.forEach(seed -> blocks.put(seed, blocks.size()));
    String all = seeds.toString();
    List<Keyed> keyed = new ArrayList<>();
    for (Slot slot : listed) {
      String seed = Long.toString(slot.seed());
      switch (order) {
        case LISTED -> keyed.add(new Keyed(slot, 0, ""));
        case BLOCKS -> keyed.add(new Keyed(slot, blocks.get(slot.seed()), slot.key(seed)));
        case SHUFFLED -> keyed.add(new Keyed(slot, 0, slot.key(all, seed)));
      }
    }
    keyed.sort(Comparator.comparingInt(Keyed::block).thenComparing(Keyed::key));
    return keyed.stream().map(Keyed::slot).toList();
  }
}
