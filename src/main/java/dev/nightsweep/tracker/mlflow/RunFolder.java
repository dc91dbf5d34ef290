package dev.nightsweep.tracker.mlflow;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.nightsweep.tracker.RunState;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackedRun;
import dev.nightsweep.tracker.TrackerLimits;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The folder of one run: {@code meta.yaml}, and a file for each parameter, metric and tag. */
record RunFolder(Path folder) {
  private static final String ABOUT = "meta.yaml";
  private static final int MAX_DEPTH = 10;

  static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(ABOUT), LinkOption.NOFOLLOW_LINKS)
        && (Files.isDirectory(folder.resolve("metrics"), LinkOption.NOFOLLOW_LINKS)
            || Files.isDirectory(folder.resolve("params"), LinkOption.NOFOLLOW_LINKS));
  }

  /** The run; empty if it was deleted. */
  Optional<TrackedRun> read() throws IOException {
    Map<?, ?> about = about();
    if ("deleted".equals(about.get("lifecycle_stage"))) {
      return Optional.empty();
    }
    List<TrackedFact> facts = new ArrayList<>();
    label(about, "run_name", "name", facts);
    label(about, "experiment_id", RunFacts.EXPERIMENT, facts);
    facts.add(new TrackedFact.State(RunState.RUNNING, time(about, "start_time")));
    RunState state =
        about.get("status") instanceof Integer number
            ? RunFacts.state(number)
            : RunFacts.state(String.valueOf(about.get("status")));
    if (state != RunState.RUNNING) {
      facts.add(new TrackedFact.State(state, time(about, "end_time")));
    }
    for (NamedFile file : NamedFile.in(folder.resolve("params"))) {
      facts.add(new TrackedFact.Parameter(file.name(), new TextNode(file.text()).toString()));
    }
    for (NamedFile file : NamedFile.in(folder.resolve("tags"))) {
      facts.add(new TrackedFact.Label(file.name(), TrackerLimits.label(file.text())));
    }
    for (NamedFile file : NamedFile.in(folder.resolve("metrics"))) {
      new MetricLines(file).addTo(facts);
      TrackerLimits.requireFacts(folder, facts.size());
    }
    experiment().ifPresent(facts::add);
    return Optional.of(new TrackedRun(id(about), facts));
  }

  /** What its experiment is called, as the folder around it says. */
  private Optional<TrackedFact> experiment() throws IOException {
    Path around = folder.toAbsolutePath().getParent();
    if (around == null || !Files.isRegularFile(around.resolve(ABOUT), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    return new RunFolder(around).about().get("name") instanceof String name
        ? Optional.of(new TrackedFact.Label(RunFacts.EXPERIMENT_NAME, TrackerLimits.label(name)))
        : Optional.empty();
  }

  private String id(Map<?, ?> about) {
    Object id = about.get("run_id") == null ? about.get("run_uuid") : about.get("run_id");
    return id == null ? folder.getFileName().toString() : String.valueOf(id);
  }

  private static void label(Map<?, ?> about, String key, String label, List<TrackedFact> facts) {
    if (about.get(key) != null) {
      facts.add(new TrackedFact.Label(label, TrackerLimits.label(String.valueOf(about.get(key)))));
    }
  }

  private static long time(Map<?, ?> about, String key) {
    return about.get(key) instanceof Number number ? number.longValue() : TrackedFact.NO_TIME;
  }

  /**
   * Whether it is nested no deeper than MLflow writes it, and holds nothing twice: in what is, or
   * holds itself, loading and printing would never end.
   */
  private static boolean isFlat(String text, LoadSettings settings) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > MAX_DEPTH || event instanceof AliasEvent) {
        return false;
      }
    }
    return true;
  }

  private Map<?, ?> about() throws IOException {
    Path file = folder.resolve(ABOUT);
    String text = new NamedFile(file, ABOUT).text();
    LoadSettings settings =
        LoadSettings.builder().setLabel(ABOUT).setCodePointLimit(NamedFile.MAX_TEXT_BYTES).build();
    try {
      if (isFlat(text, settings)
          && new Load(settings).loadFromString(text) instanceof Map<?, ?> about) {
        return about;
      }
    } catch (YamlEngineException e) {
      throw new UnreadableRunException(file, "it is no YAML: " + e.getMessage());
    }
    throw new UnreadableRunException(file, "it should have keys such as run_id and status");
  }
}
