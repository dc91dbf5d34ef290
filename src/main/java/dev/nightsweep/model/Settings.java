package dev.nightsweep.model;

import java.util.Collections;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Parameter settings by name, in alphabetical order of the names; immutable. */
public record Settings(SortedMap<String, Setting> byName) {

  public static final Settings NONE = new Settings(new TreeMap<>());

  public Settings {
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  public static Settings of(Map<String, Setting> byName) {
    return new Settings(new TreeMap<>(byName));
  }

  public Optional<Setting> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The setting of that name; throws {@link NoSuchElementException} if there is none. */
  public Setting get(String name) {
    return find(name).orElseThrow(() -> new NoSuchElementException("no setting named " + name));
  }

  public boolean flag(String name) {
    return (Boolean) get(name).raw();
  }

  public double real(String name) {
    return ((Number) get(name).raw()).doubleValue();
  }

  /** A whole number that fits an int; throws {@link ArithmeticException} if it does not. */
  public int whole(String name) {
    return Math.toIntExact((Long) get(name).raw());
  }

  /** The number of epochs that a run is to train, where its program says it so. */
  public OptionalInt epochs() {
    return byName.get("epochs") instanceof Setting.Whole epochs && epochs.number() > 0
        ? OptionalInt.of((int) Math.min(Integer.MAX_VALUE, epochs.number()))
        : OptionalInt.empty();
  }

  public String word(String name) {
    return (String) get(name).raw();
  }

  /** These settings with the others laid over them. */
  public Settings with(Settings others) {
    if (others.byName.isEmpty()) {
      return this;
    }
    TreeMap<String, Setting> merged = new TreeMap<>(byName);
    merged.putAll(others.byName);
    return new Settings(merged);
  }

  public Settings with(String name, Setting setting) {
    return with(new Settings(new TreeMap<>(Map.of(name, setting))));
  }

  /** Whether every setting of {@code part} stands here with the same value. */
  public boolean contains(Settings part) {
    return byName.entrySet().containsAll(part.byName.entrySet());
  }

  public boolean isEmpty() {
    return byName.isEmpty();
  }

  /** {@code lrn=true, width=0.125}: for people. */
  @Override
  public String toString() {
    return byName.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue().text())
        .collect(Collectors.joining(", "));
  }
}
