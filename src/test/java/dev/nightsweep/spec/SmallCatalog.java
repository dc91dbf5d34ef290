package dev.nightsweep.spec;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Domain;
import dev.nightsweep.model.Parameter;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import dev.nightsweep.train.dl4j.nets.NetFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program with one parameter of each kind, for tests. */
public final class SmallCatalog implements Catalog {
  private final List<Parameter> parameters;

  private SmallCatalog(List<Parameter> parameters) {
    this.parameters = List.copyOf(parameters);
  }

  public static SmallCatalog create() {
    return new SmallCatalog(
        List.of(
            parameter("preset", new Domain.Choice(List.of("plain", "paper")), 1),
            parameter("dataset", new Domain.Text("a name, or a folder"), 1),
            parameter("width", new Domain.Real(0, false, 2, true), 1),
            parameter("conv1.kernel", new Domain.Whole(1, 27, false), 1),
            parameter("lrn", new Domain.Flag(), 1),
            parameter("lrn.n", new Domain.Whole(1, 31, true), 1),
            parameter("activation", new Domain.Choice(List.of("relu", "tanh")), 1),
            parameter("learning_rate", Domain.Real.above(0), 1),
            parameter("epochs", new Domain.Whole(1, 10_000, false), 1)));
  }

  /** The same program after it gained a parameter: {@code lrn.k}, 2 by default, 3 for the paper. */
  public SmallCatalog grown() {
    List<Parameter> more = new ArrayList<>(parameters);
    more.add(parameter("lrn.k", Domain.Real.above(0), 2));
    return new SmallCatalog(more);
  }

  public static Optional<Catalog> byName(String program) {
    return program.equals("alexnet") ? Optional.of(create()) : Optional.empty();
  }

  private static Parameter parameter(String name, Domain domain, int since) {
    return new Parameter(name, domain, "some", "For tests.", since);
  }

  @Override
  public String program() {
    return "alexnet";
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public DeclaredMetrics metrics() {
    return NetFiles.shipped("alexnet").metrics();
  }

  @Override
  public Settings resolve(Settings given) {
    boolean paper = given.find("preset").equals(Optional.of(Setting.of("paper")));
    Settings defaults =
        Settings.of(
            Map.of(
                "preset", Setting.of("plain"),
                "dataset", Setting.of("mnist"),
                "width", Setting.of(0.125),
                "conv1.kernel", Setting.of(5),
                "lrn", Setting.of(paper),
                "lrn.n", Setting.of(5),
                "activation", Setting.of("relu"),
                "learning_rate", Setting.of(0.01),
                "epochs", Setting.of(5)));
    Settings all = find("lrn.k").isEmpty() ? defaults : defaults.with("lrn.k", k(paper));
    return all.with(given);
  }

  private static Setting k(boolean paper) {
    return Setting.of(paper ? 3.0 : 2.0);
  }

  @Override
  public List<String> conflicts(Settings resolved) {
    int kernel = resolved.whole("conv1.kernel");
    return kernel > 20 && !resolved.flag("lrn")
        ? List.of("conv1.kernel " + kernel + " needs lrn")
        : List.of();
  }
}
