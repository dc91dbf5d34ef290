package dev.nightsweep.store;

import dev.nightsweep.model.Table;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a store keeps because of one journal, for comparing two stores.
 *
 * @param position the number of the last indexed line, 0 if none
 * @param tables rows by table, every column, in an order of their own; keys that a store gives out
 *     by itself are replaced by what they stand for
 */
public record Contents(long position, Map<String, Table> tables) {
  public Contents {
    tables = new TreeMap<>(tables);
  }
}
