package dev.nightsweep.machine;

import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.Settings;
import dev.nightsweep.spec.SpecException;
import dev.nightsweep.train.dl4j.nets.NetFileCatalog;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the net file that a sweep was begun with to what the file holds now. */
public final class NetEdit {
  private final NetFileCatalog before;
  private final NetFileCatalog now;

  private NetEdit(NetFileCatalog before, NetFileCatalog now) {
    this.before = before;
    this.now = now;
  }

  /**
   * The comparison; empty if there is nothing to compare: no net files, the same text, or one that
   * this version cannot read any more.
   */
  public static Optional<NetEdit> of(ProgramRef before, ProgramRef now) {
    if (before.net().equals(now.net())
        || !(before instanceof ProgramRef.Net was)
        || !(now instanceof ProgramRef.Net is)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new NetEdit(NetFiles.of(was, was.text()), NetFiles.of(is, is.text())));
    } catch (SpecException e) {
      return Optional.empty();
    }
  }

  /**
   * The first layer that is another, with what it was and what it is.
   *
   * @param settingsBefore of an arm, as the sweep was begun
   * @param settingsNow of the same arm by the file of now
   */
  public Optional<String> layer(Settings settingsBefore, Settings settingsNow) {
    Map<String, String> was = byName(before.layers(settingsBefore));
    Map<String, String> is = byName(now.layers(settingsNow));
    for (Map.Entry<String, String> layer : was.entrySet()) {
      String other = is.get(layer.getKey());
      if (other == null) {
        return Optional.of("layer %s is gone".formatted(layer.getKey()));
      } else if (!other.equals(layer.getValue())) {
        return Optional.of(
            "layer %s was %s, is %s".formatted(layer.getKey(), layer.getValue(), other));
      }
    }
    Optional<String> added =
        is.keySet().stream().filter(name -> !was.containsKey(name)).findFirst();
    return added
        .map("layer %s is new"::formatted)
        .or(
            () ->
                List.copyOf(was.keySet()).equals(List.copyOf(is.keySet()))
                    ? Optional.empty()
                    : Optional.of("its layers have another order"));
  }

  private static Map<String, String> byName(List<String> lines) {
    Map<String, String> layers = new LinkedHashMap<>();
    for (String line : lines) {
      int space = line.indexOf(' ');
      layers.put(line.substring(0, space), line.substring(space + 1).replace(" {}", ""));
    }
    return layers;
  }
}
