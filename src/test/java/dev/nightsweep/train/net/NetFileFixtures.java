package dev.nightsweep.train.net;

import dev.nightsweep.model.Domain;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.util.List;
import java.util.Map;

/** Reads net files as if training had three parameters. */
final class NetFileFixtures {
  private static final List<Parameter> OF_TRAINING =
      List.of(
          new Parameter("weight_decay", Domain.Real.atLeast(0), "0", "decay", 1),
          new Parameter("epochs", new Domain.Whole(1, 100, false), "5", "passes", 1),
          new Parameter("optimizer", new Domain.Choice(List.of("sgd", "adam")), "sgd", "rule", 1));

  static final Settings USUAL =
      Settings.of(
          Map.of(
              "weight_decay", Setting.of(0.0),
              "epochs", Setting.of(5L),
              "optimizer", Setting.of("sgd")));

  private NetFileFixtures() {}

  static NetFile read(String text) {
    return NetFileReader.read("net.yaml", text, OF_TRAINING, USUAL);
  }

  /** The net at its defaults, but for what is given. */
  static PlannedNet plan(String text, Map<String, Setting> given) {
    NetFile file = read(text);
    Settings settings = file.resolve(USUAL.with(Settings.of(given)));
    return file.plan(settings, file.input().shape());
  }
}
