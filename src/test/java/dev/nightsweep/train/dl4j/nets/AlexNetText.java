package dev.nightsweep.train.dl4j.nets;

import dev.nightsweep.data.DataShape;
import dev.nightsweep.model.Domain;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.ParameterRoles.Role;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.net.FeatureShape;
import dev.nightsweep.train.net.PlannedLayer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a net declares, and what settings drawn by seeds make of it, as lines of text. */
record AlexNetText(NetFileCatalog catalog) {
  private static final int DRAWN = 600;
  private static final int SHOWN = 30;
  private static final DataShape COLOUR = new DataShape(3, 22, 25, 100);

  /** Two accept more now, and say so. */
  private static final Map<String, Parameter> THEN =
      Map.of(
          "dataset",
          new Parameter(
              "dataset",
              new Domain.Text("mnist | fashion-mnist | a folder of four IDX files"),
              "mnist",
              "what to learn; 28×28 grey images in ten classes",
              1),
          "augmentation",
          new Parameter(
              "augmentation",
              new Domain.Choice(List.of("none", "shift")),
              "none",
              "shift: every training image moved by -2…2 pixels both ways, anew each epoch",
              1));

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    parameters().forEach(parameter -> lines.add(line(parameter)));
    for (Role role : Role.values()) {
      lines.add("%s %s".formatted(role, new TreeSet<>(catalog.roles().of(role))));
    }
    catalog.metrics().all().forEach(metric -> lines.add("metric " + metric));
    lines.add("input " + catalog.file().input().shape());
    lines.add("without cost " + catalog.file().withoutCost().stream().sorted().toList());
    all().limit(SHOWN).forEach(given -> lines.addAll(sample(given)));
    lines.add("resolved " + sha256(all().map(this::resolved)));
    lines.add("in conflict " + sha256(all().map(given -> "" + conflicts(given))));
    lines.add("layers " + sha256(all().flatMap(given -> layers(given).stream())));
    lines.add("departures " + sha256(all().flatMap(given -> departures(given).stream())));
    return List.copyOf(lines);
  }

  private Stream<Settings> all() {
    return DrawnSettings.of(parameters()).limit(DRAWN);
  }

  /** Those that there were when the text was written, and what they accepted then. */
  private List<Parameter> parameters() {
    return catalog.parameters().stream()
        .filter(parameter -> parameter.since() == 1)
        .map(parameter -> THEN.getOrDefault(parameter.name(), parameter))
        .toList();
  }

  private List<String> sample(Settings given) {
    List<String> lines = new ArrayList<>(List.of("given " + text(given)));
    if (conflicts(given)) {
      lines.add("  in conflict");
    }
    layers(given).forEach(line -> lines.add("  " + line));
    departures(given).forEach(line -> lines.add("  - " + line));
    return lines;
  }

  private boolean conflicts(Settings given) {
    return !catalog.conflicts(catalog.resolve(given)).isEmpty();
  }

  private List<String> layers(Settings given) {
    if (conflicts(given)) {
      return List.of();
    }
    Settings settings = catalog.resolve(given);
    List<String> lines = new ArrayList<>();
    for (DataShape data : List.of(catalog.file().input().shape(), COLOUR)) {
      lines.addAll(catalog.file().canonical(settings, data));
      lines.add(
          catalog.file().plan(settings, data).layers().stream()
              .map(PlannedLayer::output)
              .map(FeatureShape::text)
              .toList()
              .toString());
    }
    return lines;
  }

  private List<String> departures(Settings given) {
    return conflicts(given) ? List.of() : catalog.file().differences(catalog.resolve(given));
  }

  private String resolved(Settings given) {
    Map<String, Setting> known = new TreeMap<>(catalog.resolve(given).byName());
    known.keySet().retainAll(parameters().stream().map(Parameter::name).toList());
    return text(Settings.of(known));
  }

  private static String line(Parameter parameter) {
    return "%s | %s | %s | %s | %d"
        .formatted(
            parameter.name(),
            parameter.domain().describe(),
            parameter.defaultText(),
            parameter.help(),
            parameter.since());
  }

  private static String text(Settings settings) {
    Map<String, String> texts = new TreeMap<>();
    settings.byName().forEach((name, setting) -> texts.put(name, text(setting)));
    return texts.toString();
  }

  private static String text(Setting setting) {
    return setting.canonical();
  }

  private static String sha256(Stream<String> lines) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
