package dev.nightsweep.train.net;

import dev.nightsweep.model.Domain;
import java.util.List;

/**
 * Something that a net file can say of a layer of one kind.
 *
 * @param fallback what holds where the file says nothing, in the words of a net file: a value, an
 *     expression, or another property of the same layer; empty if it must be said
 * @param costs whether training can take longer or shorter by it
 */
public record Property(String name, Domain domain, String fallback, String help, boolean costs) {
  private static final int MANY = Integer.MAX_VALUE;

  static Property whole(String name, int max, String fallback, String help) {
    return new Property(name, new Domain.Whole(1, max, false), fallback, help, true);
  }

  /** A number of filters or units. */
  static Property size(String name, String help) {
    return whole(name, MANY, "", help);
  }

  static Property choice(String name, List<String> words, String help) {
    return new Property(name, new Domain.Choice(words), words.get(0), help, true);
  }

  static Property flag(String name, boolean fallback, String help) {
    return new Property(name, new Domain.Flag(), Boolean.toString(fallback), help, true);
  }

  static Property real(String name, Domain.Real domain, String fallback, String help) {
    return new Property(name, domain, fallback, help, true);
  }

  /** The same, for one that changes numbers only. */
  Property withoutCost() {
    return new Property(name, domain, fallback, help, false);
  }

  public boolean isRequired() {
    return fallback.isEmpty();
  }
}
