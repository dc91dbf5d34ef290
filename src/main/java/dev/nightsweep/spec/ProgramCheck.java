package dev.nightsweep.spec;

import dev.nightsweep.model.BuiltInProgram;
import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.CommandLine;
import dev.nightsweep.model.Macro;
import dev.nightsweep.model.OpenCatalog;
import dev.nightsweep.model.ProgramRef;
import dev.nightsweep.model.Spec;
import dev.nightsweep.spec.ParametersCheck.Found;
import dev.nightsweep.spec.Tree.Entries;
import dev.nightsweep.spec.Tree.Entry;
import dev.nightsweep.spec.Tree.Place;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks what is trained: {@code program} and {@code command}. */
final class ProgramCheck {
  private static final String PROGRAM = Macro.PROGRAM.text();

  private final Entries top;
  private final NetProgram nets;
  private final Programs catalogs;
  private final Problems problems;
  private final Problems warnings;
  private final Expect expect;

  ProgramCheck(Entries top, NetProgram nets, Problems warnings) {
    this.warnings = warnings;
    this.top = top;
    this.nets = nets;
    this.catalogs = nets.programs();
    this.problems = nets.problems();
    this.expect = new Expect(problems);
  }

  /**
   * What is trained.
   *
   * @param catalog of the program, if it is known
   * @param net the file that it is, if it is one that could be read
   */
  record Trained(
      String named,
      Optional<CommandLine> command,
      Optional<Catalog> catalog,
      Optional<ProgramRef.Net> net) {
    /** Whether it is a program of somebody's own. */
    boolean isOwn() {
      return catalog.filter(Catalog::isOpen).isPresent();
    }
  }

  /** What is to be started, with what it needs for the seed, and is to be told. */
  ProgramRef ref(Trained trained, Found found, Spec.ArmChoice arms, TrackedCheck tracked) {
    if (!trained.isOwn()) {
      tracked.refuseOfOurs();
      return trained
          .net()
          .<ProgramRef>map(net -> net)
          .orElseGet(() -> new ProgramRef.BuiltIn(trained.named()));
    }
    CommandLine line = trained.command().orElseGet(CommandLine::ofScript).of(trained.named());
    ProgramText text = new ProgramText(line);
    boolean handedOver = tracked.handsParametersOver() || isOfWandb(text, varied(found, arms));
    CommandLine whole = tracked.told(line, found, handedOver);
    return ProgramRef.of(
        handedOver || text.passesJson()
            ? whole.withNested(ParameterNames.of(top).holders())
            : whole);
  }

  /**
   * Whether W&B's library hands the parameters over, since the command does not and the program
   * uses it. What would get none at all is refused.
   */
  private boolean isOfWandb(ProgramText text, Set<String> varied) {
    Optional<Entry> command = top.find("command");
    if (command.isEmpty() || varied.isEmpty() || text.passesParameters()) {
      return false;
    }
    Optional<String> script = text.ofWandb();
    script.ifPresentOrElse(
        file ->
            warnings.add(
                command.get().key().at(),
                "the command passes no parameter, and %s uses wandb: it gets them in wandb.config, and its metrics are read from its W&B run, as with --metrics-from wandb"
                    .formatted(Suggest.clip(file))),
        () -> new CommandCheck(problems).refuse(command.get(), varied, text.usesWandb()));
    return script.isPresent();
  }

  /** The parameters that have, or may have, more than one value in the sweep. */
  private static Set<String> varied(Found found, Spec.ArmChoice arms) {
    Set<String> names = new TreeSet<>();
    found.spaces().entrySet().stream()
        .filter(space -> space.getValue().levels().size() != 1)
        .forEach(space -> names.add(space.getKey()));
    if (arms.named().size() > 1) {
      arms.named().values().forEach(arm -> names.addAll(arm.byName().keySet()));
    }
    arms.include().forEach(arm -> names.addAll(arm.byName().keySet()));
    return names;
  }

  Trained check() {
    Optional<CommandLine> command = top.find("command").flatMap(this::command);
    Optional<String> said =
        top.find("program").flatMap(entry -> expect.text("program", entry.value()));
    said.filter(named -> ProgramRef.parse(named) instanceof ProgramRef.Tracked)
        .ifPresent(this::refuseTracked);
    if (command.isPresent()) {
      String named = said.orElse("");
      checkCommand(named, command.get());
      return new Trained(named, command, Optional.of(new OpenCatalog(named)), Optional.empty());
    }
    String named = said.orElse(BuiltInProgram.DEFAULT_NAME);
    if (ProgramRef.Net.isNamed(named)) {
      Optional<NetProgram.Found> found = nets.find(named, at());
      return new Trained(
          named, command, found.map(NetProgram.Found::catalog), found.map(NetProgram.Found::net));
    }
    Optional<Catalog> catalog = said.isPresent() ? catalog(named) : usual(named);
    return new Trained(named, command, catalog, Optional.empty());
  }

  private void refuseTracked(String named) {
    problems.add(
        at(),
        "program: %s stands for runs that were trained elsewhere: none can be trained here"
            .formatted(named),
        "name a program, or take such runs in with `nightsweep import --from`");
  }

  private Optional<CommandLine> command(Entry entry) {
    List<String> words = new ArrayList<>();
    for (Tree item : expect.list("command", entry.value()).orElse(List.of())) {
      expect.text("an item of command", item).map(text -> word(item, text)).ifPresent(words::add);
    }
    words.stream()
        .limit(1)
        .filter(word -> ProgramRef.parse(word) instanceof ProgramRef.Tracked)
        .forEach(this::refuseTracked);
    new CommandCheck(problems).check(entry);
    return words.isEmpty() ? Optional.empty() : Optional.of(new CommandLine(words));
  }

  /** W&B's agent reads the words as Python does, and writes what is a boolean as Python does. */
  private static String word(Tree item, String text) {
    return item instanceof Tree.Scalar scalar
        ? Literal.bool(scalar).map(on -> on ? "True" : "False").orElse(text)
        : text;
  }

  /** It takes whatever the spec says, as long as it is not for a program of ours. */
  private void checkCommand(String named, CommandLine command) {
    Place at = top.find("command").orElseThrow().key().at();
    if (BuiltInProgram.find(named).isPresent()) {
      problems.add(
          at,
          "program: %s is trained here, without a command".formatted(named),
          "remove command, or name a program of your own");
    } else if (named.isEmpty() && command.has(Macro.PROGRAM::equals)) {
      problems.add(
          at, "the command has ${program}, and there is no program", "add program: train.py");
    } else if (isStartedFile(named, command) && !exists(named)) {
      refuseMissing(at(), named);
    } else {
      new StartedFile(Path.of(""))
          .missing(command.of(named))
          .ifPresent(file -> refuseMissing(at, file));
    }
  }

  /** What stands behind {@code -m} is a module, and a bare word a program on the path. */
  private static boolean isStartedFile(String named, CommandLine command) {
    int place = command.words().indexOf(PROGRAM);
    boolean module = place > 0 && command.words().get(place - 1).equals("-m");
    boolean path = named.contains("/") || named.matches(".*\\.(py|sh|R|jl|pl|rb|js)");
    return place >= 0 && !module && path && !named.contains("${");
  }

  private Optional<Catalog> catalog(String program) {
    Optional<Catalog> catalog = catalogs.named(program);
    if (catalog.isPresent()) {
      return catalog;
    }
    List<String> known =
        BuiltInProgram.names().stream().filter(name -> catalogs.named(name).isPresent()).toList();
    if (Suggest.nearest(program, known).isEmpty()) {
      refuseMissing(at(), program);
      return Optional.of(new OpenCatalog(program));
    }
    problems.add(
        at(),
        "unknown program %s%s\n  Maybe one of %s, or the path of a program of your own"
            .formatted(
                Suggest.quote(program),
                Suggest.didYouMean(program, known),
                String.join(", ", known)));
    return Optional.empty();
  }

  private Optional<Catalog> usual(String named) {
    return catalog(named).map(usual -> new UnnamedProgramCheck(top, problems).check(usual));
  }

  private Place at() {
    return top.find("program").map(entry -> entry.value().at()).orElse(Place.START);
  }

  private void refuseMissing(Place at, String program) {
    String here = Path.of("").toAbsolutePath().normalize().toString();
    String missing = "there is no program " + Suggest.quote(program);
    if (isWhole(program)) {
      problems.add(at, missing + ": no such file is on this machine", "correct the path");
    } else {
      problems.add(
          at,
          "%s: no file %s. It is looked for in %s, where nightsweep was started"
              .formatted(missing, Path.of(program).toAbsolutePath().normalize(), here),
          problems
              .folderWith(program)
              .map("start it in %s, where there is one, or correct the path"::formatted)
              .orElse("start it in the folder that the path begins in, or correct the path"));
    }
  }

  private static boolean isWhole(String program) {
    try {
      return Path.of(program).isAbsolute();
    } catch (InvalidPathException e) {
      return true;
    }
  }

  private boolean exists(String program) {
    try {
      return catalogs.named(program).isPresent() || Files.exists(Path.of(program));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
