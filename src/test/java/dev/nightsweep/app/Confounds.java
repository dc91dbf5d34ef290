package dev.nightsweep.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightsweep.app.EditedSweep.Run;
import dev.nightsweep.model.Assignment;
import dev.nightsweep.model.Setting;
import dev.nightsweep.wording.FindingText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What goes wrong in laboratories, planted where it happens there: in programs and the files that
 * they load, in specs, in what machines and clocks do, in exports that somebody edits. None is made
 * from a check of the audit.
 */
final class Confounds {
  static final String SPEC =
      """
      name: own
      program: %s
      method: grid
      parameters: {variant: {values: [a, b]}, epochs: {value: 10}}
      ablation: {seeds: 10, margin: {validation_accuracy: 0.002}}
      """;
  static final String TUNED =
      """
      name: tuned
      program: simulated
      method: grid
      parameters:
        lrn: {values: [false, true]}
        learning_rate: {values: [0.003, 0.01, 0.02, 0.04]}
        epochs: {value: 6}
      ablation: {nuisance: [learning_rate], seeds: 10, margin: {validation_accuracy: 0.002}}
      """;

  private final Path folder;
  private final List<Confound> all = new ArrayList<>();
  private final List<Confound> unseen = new ArrayList<>();
  private AuditLab base;
  private String own;
  private String tuned;

  /** One confound: what is wrong, and how the audit sees a sweep that it was planted in. */
  record Confound(String where, String what, Function<Confounds, List<FindingText>> audit) {}

  Confounds(Path folder) {
    this.folder = folder;
    exports();
    machines();
    programs();
    files();
    specs();
    List<Confound> seen = List.copyOf(all);
    beyond();
    unseen.addAll(all);
    unseen.removeAll(seen);
    all.retainAll(seen);
  }

  /** What the journals do not tell: the documentation says that it is not found. */
  List<Confound> unseen() {
    return unseen;
  }

  List<Confound> all() {
    return all;
  }

  /** Labs that share nothing. */
  private AuditLab lab() {
    try {
      return new AuditLab(Files.createTempDirectory(folder, "lab-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void bases() {
    if (base == null) {
      base = lab();
      own = base.run(spec(base));
      tuned = base.run(TUNED);
    }
  }

  List<FindingText> clean(boolean ofTuned) {
    bases();
    return base.audit(ofTuned ? tuned : own);
  }

  private static boolean isLevel(Run run) {
    return run.arm().endsWith("=b") || run.arm().endsWith("=true");
  }

  static String spec(AuditLab lab) {
    return SPEC.formatted(lab.file("train.py", "import helper\n"));
  }

  private void edited(String what, boolean ofTuned, Consumer<EditedSweep> edit) {
    all.add(
        new Confound(
            "export",
            what,
            confounds -> {
              confounds.bases();
              return confounds.base.audit(ofTuned ? confounds.tuned : confounds.own, edit);
            }));
  }

  private void lab(String where, String what, Function<AuditLab, String> run) {
    all.add(
        new Confound(
            where,
            what,
            confounds -> {
              try (AuditLab lab = confounds.lab()) {
                return lab.audit(run.apply(lab));
              }
            }));
  }

  private static void put(ObjectNode metrics, String name, double reading) {
    metrics.put(name, reading);
  }

  private void exports() {
    edited(
        "validation leaked into the level's training",
        true,
        sweep ->
            sweep.readings(
                Confounds::isLevel,
                (epoch, m) -> put(m, "validation_accuracy", 0.9985 + 0.0002 * epoch)));
    edited(
        "validation of the level lifted by a little",
        true,
        sweep ->
            sweep.readings(
                Confounds::isLevel,
                (epoch, m) ->
                    put(
                        m,
                        "validation_accuracy",
                        m.path("validation_accuracy").asDouble() + 0.003)));
    edited(
        "the level's last epoch replaced by its best",
        false,
        sweep -> bestEpochs(sweep, Confounds::isLevel));
    edited(
        "the baseline's worst seeds replaced by copies of the level's",
        false,
        sweep -> {
          List<Run> level = sweep.runs("variant=b");
          List<Run> baseline = sweep.runs("variant=a");
          for (int i = 0; i < 3; i++) {
            sweep.copy(level.get(i), baseline.get(i));
          }
        });
    edited(
        "the level's accuracies in percent",
        false,
        sweep ->
            sweep.readings(
                Confounds::isLevel,
                (epoch, m) ->
                    put(m, "validation_accuracy", 100 * m.path("validation_accuracy").asDouble())));
    edited(
        "the level's readings rounded to two decimals",
        false,
        sweep ->
            sweep.readings(
                Confounds::isLevel,
                (epoch, m) ->
                    put(
                        m,
                        "validation_accuracy",
                        Math.rint(100 * m.path("validation_accuracy").asDouble()) / 100)));
    edited(
        "the baseline's test readings taken out",
        false,
        sweep -> sweep.readings(run -> !isLevel(run), (epoch, m) -> m.remove("test_accuracy")));
    edited(
        "the test set read after every epoch",
        false,
        sweep ->
            sweep.readings(
                run -> true, (epoch, m) -> put(m, "test_accuracy", 0.95 + 0.001 * epoch)));
    edited(
        "the validation column filled with the test readings",
        false,
        sweep ->
            sweep.readings(
                run -> true,
                (epoch, m) -> {
                  if (m.has("test_accuracy")) {
                    m.set("validation_accuracy", m.get("test_accuracy"));
                  }
                }));
    edited(
        "three of the level's runs lost",
        false,
        sweep -> sweep.forgotten(run -> isLevel(run) && run.seed() < 4));
    edited(
        "the rate in force halved for the level",
        true,
        sweep ->
            sweep.readings(
                Confounds::isLevel,
                (epoch, m) -> put(m, "learning_rate", m.path("learning_rate").asDouble() / 2)));
    edited(
        "a tenth of the training images missing for the level",
        true,
        sweep ->
            sweep.readings(
                Confounds::isLevel,
                (epoch, m) ->
                    put(m, "images_per_second", m.path("images_per_second").asDouble() * 0.9)));
    edited(
        "the last epoch of some of the level's runs cut off",
        false,
        sweep -> {
          for (Run run : sweep.runs("variant=b").subList(0, 4)) {
            var entries = sweep.entries(run);
            for (int i = 0; i < entries.size(); i++) {
              if (entries.get(i).path("epoch").asInt() == Programs.EPOCHS) {
                entries.remove(i);
              }
              if (entries.get(i).has("lastEpoch")) {
                ((ObjectNode) entries.get(i)).put("lastEpoch", Programs.EPOCHS - 1);
              }
            }
          }
        });
    edited(
        "the dropout of the level's arm another than the baseline's",
        true,
        sweep ->
            sweep
                .plans()
                .forEach(
                    plan -> {
                      for (var arm : plan.path("arms")) {
                        if (arm.path("label").asText().equals("lrn=true")) {
                          ((ObjectNode) arm.path("settings")).put("dropout", 0.123);
                        }
                      }
                    }));
    edited(
        "only the level's even epochs kept",
        false,
        sweep -> {
          for (Run run : sweep.runs("variant=b")) {
            var entries = sweep.entries(run);
            for (int i = entries.size() - 1; i >= 0; i--) {
              if (entries.get(i).path("type").asText().equals("EpochFinished")
                  && entries.get(i).path("epoch").asInt() % 2 == 1) {
                entries.remove(i);
              }
            }
          }
        });
  }

  private static void bestEpochs(EditedSweep sweep, Predicate<Run> which) {
    Map<String, Double> best = new TreeMap<>();
    for (Run run : sweep.runs("")) {
      if (which.test(run)) {
        sweep.readings(
            run::equals,
            (epoch, m) ->
                best.merge(run.id(), m.path("validation_accuracy").asDouble(), Math::max));
        sweep.readings(
            run::equals,
            (epoch, m) -> {
              if (epoch == Programs.EPOCHS) {
                put(m, "validation_accuracy", best.get(run.id()));
              }
            });
      }
    }
  }

  private void machines() {
    edited(
        "a run's end before its start, the clock set back",
        false,
        sweep ->
            sweep.attempts(
                run -> isLevel(run) && run.seed() < 5,
                entry -> {
                  if (entry.path("type").asText().equals("AttemptEnded")) {
                    entry.put("at", EditedSweep.later(entry.path("at").asText(), -7200));
                  }
                }));
    edited(
        "the level's runs from the day before the sweep",
        false,
        sweep ->
            sweep.attempts(
                Confounds::isLevel,
                entry -> entry.put("at", EditedSweep.later(entry.path("at").asText(), -86_400))));
    edited(
        "half of the level's seeds on a slower machine of the same name",
        false,
        sweep ->
            sweep.readings(
                run -> isLevel(run) && run.seed() % 2 == 0,
                (epoch, m) -> put(m, "seconds", 1.6 * m.path("seconds").asDouble())));
    edited(
        "the level on another processor",
        false,
        sweep ->
            sweep.facts(run -> isLevel(run) && run.seed() > 5, f -> f.put("cpu", "Intel Xeon")));
    edited(
        "another JDK for two of the baseline's runs",
        false,
        sweep ->
            sweep.facts(run -> !isLevel(run) && run.seed() < 3, f -> f.put("jdk", "21.0.1 Other")));
    edited(
        "the commit known of the level only",
        false,
        sweep -> {
          sweep.facts(Confounds::isLevel, f -> f.put("git_commit", "0123456789abcdef"));
          sweep.facts(run -> !isLevel(run), f -> f.remove(List.of("git_commit", "git_dirty")));
        });
    edited(
        "nothing known of where the baseline was trained",
        false,
        sweep -> sweep.facts(run -> !isLevel(run), ObjectNode::removeAll));
    edited(
        "uncommitted changes on one side",
        false,
        sweep -> {
          sweep.facts(Confounds::isLevel, f -> f.put("git_dirty", "true"));
          sweep.facts(run -> !isLevel(run), f -> f.put("git_dirty", "false"));
        });
    edited(
        "other data behind the same name",
        true,
        sweep -> {
          sweep.facts(run -> true, f -> f.put("dataset_fingerprint", "aaaa"));
          sweep.facts(
              run -> isLevel(run) && run.seed() == 3, f -> f.put("dataset_fingerprint", "bbbb"));
        });
    edited(
        "a busy machine beside the level",
        false,
        sweep ->
            sweep
                .epochs(
                    run -> true,
                    (epoch, entry) ->
                        ((ObjectNode) entry.path("system")).put("load_average", 1.5 + 0.01 * epoch))
                .epochs(
                    Confounds::isLevel,
                    (epoch, entry) ->
                        ((ObjectNode) entry.path("system"))
                            .put("load_average", 3.1 + 0.02 * epoch)));
    edited(
        "half of the level's runs crashed first",
        false,
        sweep -> sweep.crashed(run -> isLevel(run) && run.seed() % 2 == 0));
    lab(
        "machine",
        "the level's results read from a cache",
        lab -> lab.haste(run -> Programs.isLevel(run) ? 0.01 : 1.0).run(spec(lab)));
    lab(
        "machine",
        "a third of the level's runs lost to crashes",
        lab -> lab.deaths(run -> Programs.isLevel(run) && run.seed() % 3 == 0).run(spec(lab)));
    lab(
        "machine",
        "half of the level's runs on two threads",
        lab ->
            lab.facts(run -> Map.of("threads", Programs.isLevel(run) && run.seed() > 5 ? "2" : "1"))
                .run(spec(lab)));
  }

  private void programs() {
    lab(
        "program",
        "the level reports its best epoch so far",
        lab ->
            lab.program(
                    Programs.level(
                        epochs -> {
                          double best = 0;
                          for (Map<String, Double> m : epochs) {
                            best = Math.max(best, m.get("validation_accuracy"));
                            m.put("validation_accuracy", best);
                          }
                          return epochs;
                        }))
                .run(spec(lab)));
    lab(
        "program",
        "the level reports one epoch, its best",
        lab ->
            lab.program(
                    Programs.level(
                        epochs -> {
                          double best =
                              epochs.stream()
                                  .mapToDouble(m -> m.get("validation_accuracy"))
                                  .max()
                                  .orElseThrow();
                          Map<String, Double> last = epochs.get(epochs.size() - 1);
                          epochs.subList(0, epochs.size() - 1).forEach(Map::clear);
                          last.put("validation_accuracy", best);
                          return epochs;
                        }))
                .run(spec(lab)));
    lab(
        "program",
        "the level stops early",
        lab -> lab.program(Programs.level(epochs -> epochs.subList(0, 8))).run(spec(lab)));
    lab(
        "program",
        "the parameter is not taken at all",
        lab -> lab.program(run -> Programs.plain(alike(run))).run(spec(lab)));
    lab(
        "program",
        "the level trains on fewer samples",
        lab ->
            lab.program(run -> told(run, "train_samples", Programs.isLevel(run) ? 45_000 : 50_000))
                .run(spec(lab)));
    lab(
        "program",
        "batches are not those that were set",
        lab ->
            lab.program(run -> told(run, "batch_size", 32))
                .run(
                    spec(lab)
                        .replace(
                            "epochs: {value: 10}",
                            "epochs: {value: 10}, batch_size: {value: 64}")));
    lab(
        "program",
        "the nets had not converged",
        lab ->
            lab.program(run -> moved(run, epoch -> -0.02 * (Programs.EPOCHS - epoch)))
                .run(spec(lab)));
    lab(
        "program",
        "the level overfits",
        lab ->
            lab.program(
                    run ->
                        Programs.isLevel(run)
                            ? moved(run, epoch -> -0.004 * Math.max(0, epoch - 4))
                            : Programs.plain(run))
                .run(spec(lab)));
    lab(
        "program",
        "the level has seen its validation images",
        lab ->
            lab.program(
                    Programs.level(
                        epochs -> {
                          epochs.forEach(
                              m ->
                                  m.put(
                                      "validation_accuracy", m.get("validation_accuracy") + 0.02));
                          return epochs;
                        }))
                .run(spec(lab)));
    lab(
        "program",
        "both sides have seen their validation images",
        lab -> lab.program(run -> moved(run, epoch -> 0.035)).run(spec(lab)));
    lab(
        "program",
        "one side evaluates on a hundred images",
        lab ->
            lab.program(
                    Programs.level(
                        epochs -> {
                          epochs.forEach(
                              m ->
                                  m.replaceAll(
                                      (name, r) ->
                                          name.endsWith("accuracy")
                                              ? Math.rint(r * 100) / 100
                                              : r));
                          return epochs;
                        }))
                .run(spec(lab)));
    lab(
        "program",
        "the level's rate is another than set",
        lab ->
            lab.program(run -> told(run, "learning_rate", Programs.isLevel(run) ? 0.05 : 0.01))
                .run(spec(lab)));
  }

  private static Assignment alike(Assignment run) {
    return new Assignment(
        run.sweepId(),
        run.runId(),
        run.attempt(),
        new Assignment.Task(
            run.program(), run.settings().with("variant", Setting.of("a")), run.seed(), ""),
        run.checkpoints(),
        run.folder(),
        run.host(),
        0);
  }

  private static List<Map<String, Double>> told(Assignment run, String metric, double reading) {
    List<Map<String, Double>> epochs = Programs.copy(Programs.plain(run));
    epochs.forEach(m -> m.put(metric, reading));
    return epochs;
  }

  private static List<Map<String, Double>> moved(Assignment run, Function<Integer, Double> by) {
    List<Map<String, Double>> epochs = Programs.copy(Programs.plain(run));
    for (int i = 0; i < epochs.size(); i++) {
      double change = by.apply(i + 1);
      epochs.get(i).computeIfPresent("validation_accuracy", (n, r) -> Programs.rounded(r + change));
    }
    return epochs;
  }

  private void files() {
    lab(
        "files",
        "a module that the program imports is edited",
        lab -> {
          lab.file("helper.py", "SHIFT = 0.0\n");
          return lab.before(n -> lab.file("helper.py", n > 10 ? "SHIFT = 0.01\n" : "SHIFT = 0.0\n"))
              .run(spec(lab));
        });
    lab(
        "files",
        "a module appears that hides one of a library",
        lab ->
            lab.before(
                    n -> {
                      if (n == 8) {
                        lab.file("random.py", "seed = print\n");
                      }
                    })
                .run(spec(lab)));
    lab(
        "files",
        "a module in a folder below is edited within a pair",
        lab -> {
          lab.file("nets/layers.py", "WIDTH = 1\n");
          return lab.before(
                  n -> lab.file("nets/layers.py", "WIDTH = %d\n".formatted(n > 9 ? 2 : 1)))
              .run(spec(lab));
        });
    lab(
        "files",
        "a configuration beside the program is edited",
        lab ->
            lab.before(n -> lab.file("config.json", n > 12 ? "{\"decay\": 1}" : "{\"decay\": 0}"))
                .run(spec(lab)));
    lab(
        "files",
        "the data behind the same path are swapped",
        lab -> {
          Path data = lab.file("data.csv", "1,2,3\n");
          return lab.before(n -> lab.file("data.csv", n > 7 ? "1,2,4\n" : "1,2,3\n"))
              .run(
                  spec(lab)
                      .replace(
                          "epochs: {value: 10}",
                          "epochs: {value: 10}, data: {value: %s}".formatted(data)));
        });
  }

  private void specs() {
    lab(
        "spec",
        "the best rate of a sweep at the edge",
        lab ->
            lab.run(
                TUNED
                    .replace("[0.003, 0.01, 0.02, 0.04]", "[0.002, 0.004, 0.006]")
                    .replace("nuisance: [learning_rate], ", "")));
    lab(
        "spec",
        "the best rate of the tuning at the edge",
        lab -> lab.run(TUNED.replace("[0.003, 0.01, 0.02, 0.04]", "[0.002, 0.004, 0.006]")));
    lab(
        "spec",
        "four arms tuned by hand against a baseline that was not",
        lab ->
            lab.run(
                """
            name: hand
            program: simulated
            method: grid
            parameters: {epochs: {value: 6}}
            ablation:
              arms:
                base: {}
                a: {lrn: true, learning_rate: 0.021}
                b: {conv1.kernel: 3, learning_rate: 0.013}
                c: {dropout: 0.3, learning_rate: 0.017}
                d: {activation: tanh, learning_rate: 0.008}
              seeds: 6
            """));
    lab(
        "spec",
        "one rate for all",
        lab ->
            lab.run(
                """
            name: one-rate
            program: simulated
            method: grid
            parameters: {lrn: {values: [false, true]}, learning_rate: {value: 0.01}, epochs: {value: 6}}
            ablation: {seeds: 6, margin: {validation_accuracy: 0.002}}
            """));
    lab(
        "spec",
        "judged by the test set",
        lab ->
            lab.run(
                "metric: {name: test_accuracy, goal: maximize}\n"
                    + TUNED.replace("0.04", "0.03").replace("nuisance: [learning_rate], ", "")));
    lab(
        "spec",
        "named arms of unequal length",
        lab ->
            lab.run(
                """
            name: longer
            program: simulated
            method: grid
            parameters: {learning_rate: {values: [0.005, 0.01, 0.02, 0.04]}}
            ablation:
              arms: {short: {epochs: 4}, long: {lrn: true, epochs: 8}}
              nuisance: [learning_rate]
              seeds: 6
            """));
  }

  private void beyond() {
    edited(
        "validation and test of the level lifted alike",
        false,
        sweep ->
            sweep.readings(
                Confounds::isLevel,
                (epoch, m) -> {
                  for (String name : List.of("validation_accuracy", "test_accuracy")) {
                    if (m.has(name)) {
                      put(m, name, m.path(name).asDouble() + 0.003);
                    }
                  }
                }));
    edited(
        "level and baseline exchanged",
        false,
        sweep -> {
          List<Run> level = sweep.runs("variant=b");
          List<Run> baseline = sweep.runs("variant=a");
          for (int i = 0; i < level.size(); i++) {
            var kept = sweep.entries(level.get(i)).deepCopy();
            sweep.copy(baseline.get(i), level.get(i));
            sweep.replace(baseline.get(i), kept);
          }
        });
    edited(
        "the level's seconds cut by a third",
        false,
        sweep ->
            sweep.readings(
                Confounds::isLevel,
                (epoch, m) -> put(m, "seconds", m.path("seconds").asDouble() / 1.5)));
    lab(
        "program",
        "the level starts from trained weights",
        lab ->
            lab.program(
                    run ->
                        Programs.isLevel(run)
                            ? moved(run, epoch -> 0.3 * Math.exp(-epoch))
                            : Programs.plain(run))
                .run(spec(lab)));
    lab(
        "program",
        "an epoch of the level is two",
        lab ->
            lab.program(
                    Programs.level(
                        epochs -> {
                          epochs.forEach(m -> m.put("seconds", 20 + 0.1 * m.get("training_loss")));
                          return epochs;
                        }))
                .run(spec(lab)));
    lab(
        "program",
        "another library behind the same import",
        lab ->
            lab.program(
                    Programs.level(
                        epochs -> {
                          epochs.forEach(
                              m -> m.replaceAll((n, r) -> n.endsWith("accuracy") ? r + 0.0011 : r));
                          return epochs;
                        }))
                .run(spec(lab)));
  }
}
