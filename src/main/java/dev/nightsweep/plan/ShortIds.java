package dev.nightsweep.plan;

import dev.nightsweep.search.Hash;
import java.util.HashSet;
import java.util.Set;

/** Short ids that are distinct among themselves and depend on nothing but what they stand for. */
final class ShortIds {
  private final Set<String> given = new HashSet<>();

  /** Keeps that id from being given. */
  void reserve(String id) {
    given.add(id);
  }

  /** A new id for that hash; the same call after the same calls gives the same id. */
  String next(String hash) {
    String id = hash.substring(0, Hash.SHORT);
    for (int turn = 2; !given.add(id); turn++) {
      id = Hash.of(hash, Integer.toString(turn)).substring(0, Hash.SHORT);
    }
    return id;
  }
}
