package dev.nightsweep.app;

import dev.nightsweep.model.Assignment;
import dev.nightsweep.wording.FindingText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** Designs of all kinds in which nothing is wrong, with the noise that honest laboratories have. */
final class CleanDesigns {
  private static final String GRID =
      """
      name: clean
      program: simulated
      method: grid
      parameters: {%s, epochs: {value: 6}}
      ablation: {seeds: %d, margin: {validation_accuracy: 0.002}%s}
      """;
  private static final String RATES = "learning_rate: {values: [0.003, 0.01, 0.02, 0.04]}";
  private static final String TUNED = ", nuisance: [learning_rate]";

  private final Path folder;
  private final List<Design> all = new ArrayList<>();

  /** A design, and how the audit sees it. */
  record Design(String what, Function<AuditLab, List<FindingText>> audit) {}

  CleanDesigns(Path folder) {
    this.folder = folder;
    tuned();
    untuned();
    programs();
    machines();
  }

  List<Design> all() {
    return all;
  }

  AuditLab lab() {
    try {
      return new AuditLab(Files.createTempDirectory(folder, "lab-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void spec(String what, String spec) {
    all.add(new Design(what, lab -> lab.audit(lab.run(spec))));
  }

  private void program(String what, Function<AuditLab, String> run) {
    all.add(new Design(what, lab -> lab.audit(run.apply(lab))));
  }

  private void tuned() {
    for (int seeds : new int[] {3, 5, 8, 16}) {
      spec(
          "tuned, %d seeds".formatted(seeds),
          GRID.formatted("lrn: {values: [false, true]}, " + RATES, seeds, TUNED));
    }
    spec(
        "three levels, tuned",
        GRID.formatted("conv1.kernel: {values: [3, 5, 7]}, " + RATES, 6, TUNED));
    spec(
        "two factors, tuned",
        GRID.formatted(
            "lrn: {values: [false, true]}, pool5: {values: [false, true]}, " + RATES, 6, TUNED));
    spec(
        "epochs as a factor, tuned",
        GRID.formatted("lrn: {value: false}, " + RATES, 6, TUNED)
            .replace("epochs: {value: 6}", "epochs: {values: [4, 8]}"));
    spec(
        "batch size as a factor, tuned",
        GRID.formatted("batch_size: {values: [64, 128]}, " + RATES, 6, TUNED));
    spec(
        "dropout as a factor, tuned",
        GRID.formatted("dropout: {values: [0.5, 0.2, 0.0]}, " + RATES, 6, TUNED));
    spec(
        "a preset as a factor, tuned",
        GRID.formatted("preset: {values: [alexnet28, krizhevsky2012]}, " + RATES, 6, TUNED));
    spec(
        "a schedule as a factor, tuned",
        GRID.formatted("lr_schedule: {values: [constant, cosine]}, " + RATES, 6, TUNED));
    spec(
        "optimizers, tuned",
        GRID.formatted(
            "optimizer: {values: [nesterov, sgd]}, learning_rate: {values: [0.003, 0.01, 0.03, 0.1, 0.3]}",
            6,
            TUNED));
    spec(
        "named arms, tuned",
        """
        name: clean
        program: simulated
        method: grid
        parameters: {%s, epochs: {value: 6}}
        ablation:
          arms: {none: {lrn: false}, lrn: {lrn: true}, constant: {constant_scale: 0.6}, stock: {lrn: true, lrn.impl: dl4j}}
          compare: [[lrn, none], [lrn, constant], [stock, lrn]]
          nuisance: [learning_rate]
          seeds: 6
          margin: {validation_accuracy: 0.002}
        """
            .formatted(RATES));
    spec(
        "tuned, a loss as the metric",
        "metric: {name: validation_loss, goal: minimize}\n"
            + GRID.formatted("lrn: {values: [false, true]}, " + RATES, 8, TUNED)
                .replace("validation_accuracy: 0.002", "validation_loss: 0.01"));
    spec(
        "claims",
        GRID.formatted(
            "lrn: {values: [false, true]}, " + RATES,
            8,
            TUNED + ", claims: [{factor: lrn, metric: validation_accuracy, difference: 0}]"));
    spec(
        "tuned, some runs diverge on either side",
        GRID.formatted(
            "simulate.nan_rate: {value: 0.004}, lrn: {values: [false, true]}, " + RATES, 8, TUNED));
    spec(
        "no margin",
        GRID.formatted("lrn: {values: [false, true]}, " + RATES, 8, TUNED)
            .replace("margin: {validation_accuracy: 0.002}", "order: shuffled"));
  }

  private void untuned() {
    // Beyond 0.03 some seeds of the simulator never learn.
    String swept = "lrn: {values: [false, true]}, " + RATES.replace("0.04", "0.03");
    spec("swept rate", GRID.formatted(swept, 8, ""));
    spec(
        "swept rate of two values",
        GRID.formatted(
            "lrn: {values: [false, true]}, learning_rate: {values: [0.01, 0.02]}", 8, ""));
    spec("the rate alone", GRID.formatted("learning_rate: {values: [0.005, 0.01, 0.02]}", 8, ""));
    spec(
        "when, as in the documentation",
        """
        name: clean
        program: simulated
        method: grid
        parameters:
          lrn: {values: [false, true]}
          lrn.alpha: {values: [0.0001, 0.1]}
          optimizer: {values: [nesterov, sgd]}
          momentum: {values: [0.5, 0.9]}
          learning_rate: {values: [0.01, 0.02]}
          epochs: {value: 8}
        ablation:
          when: {lrn.alpha: {lrn: true}, momentum: {optimizer: [nesterov]}}
          seeds: 5
        """);
    spec(
        "some excluded",
        GRID.formatted(swept, 8, ", exclude: [{lrn: true, learning_rate: 0.003}]"));
    spec(
        "one at a time",
        GRID.formatted(
            "lrn: {values: [false, true]}, pool5: {values: [false, true]}, learning_rate: {values: [0.01, 0.02]}",
            8,
            ", design: one_at_a_time"));
    spec("listed order", GRID.formatted(swept, 4, ", order: shuffled"));
    spec(
        "no verdict asked, two seeds",
        GRID.formatted(
            "lrn: {values: [false, true]}, learning_rate: {values: [0.01, 0.02]}", 2, ""));
  }

  private void programs() {
    program("a program", lab -> lab.run(own(lab)));
    program("a program that gains", lab -> lab.program(shifted(run -> 0.004)).run(own(lab)));
    program(
        "a program that gains where it is hard",
        lab ->
            lab.program(shifted(run -> 0.002 * new Random(run.seed()).nextGaussian()))
                .run(own(lab)));
    program(
        "a program with heavy tails",
        lab -> lab.program(shifted(run -> 0.001 * tail(run))).run(own(lab)));
    program(
        "a program that learns slowly on one side",
        lab ->
            lab.program(
                    Programs.level(
                        epochs -> {
                          for (int i = 0; i < epochs.size(); i++) {
                            double behind = 0.05 * Math.exp(-(i + 1) / 2.0);
                            epochs
                                .get(i)
                                .computeIfPresent(
                                    "validation_accuracy", (n, r) -> Programs.rounded(r - behind));
                          }
                          return epochs;
                        }))
                .run(own(lab)));
    for (int images : new int[] {100, 1000}) {
      program(
          "a program read on %d images".formatted(images),
          lab ->
              lab.program(
                      run -> {
                        List<Map<String, Double>> epochs = Programs.copy(Programs.plain(run));
                        epochs.forEach(
                            m ->
                                m.replaceAll(
                                    (n, r) ->
                                        n.endsWith("accuracy")
                                            ? Math.rint(r * images) / images
                                            : r));
                        return epochs;
                      })
                  .run(own(lab)));
    }
    program(
        "a program whose level takes twice as long",
        lab ->
            lab.program(
                    Programs.level(
                        epochs -> {
                          epochs.forEach(m -> m.put("seconds", 20 + 0.1 * m.get("training_loss")));
                          return epochs;
                        }))
                .run(own(lab)));
    program(
        "a program that writes a file of its own",
        lab ->
            lab.before(n -> lab.file("history.json", "{\"runs\": %d}".formatted(n))).run(own(lab)));
    program(
        "a program with a tuned rate",
        lab ->
            lab.program(
                    run -> {
                      double rate =
                          run.settings().find("lr").isPresent() ? run.settings().real("lr") : 0.01;
                      double off = 0.004 * Math.pow(Math.log(rate / 0.01), 2);
                      List<Map<String, Double>> epochs = Programs.copy(Programs.plain(run));
                      epochs.forEach(
                          m ->
                              m.replaceAll(
                                  (n, r) ->
                                      n.endsWith("accuracy") ? Programs.rounded(r - off) : r));
                      return epochs;
                    })
                .run(
                    own(lab)
                        .replace(
                            "epochs: {value: 10}",
                            "epochs: {value: 10}, lr: {values: [0.003, 0.01, 0.03]}")
                        .replace("seeds: 10", "seeds: 10, nuisance: [lr]")));
    program(
        "a program that is told which of two files to read",
        lab ->
            lab.run(
                own(lab)
                    .replace(
                        "values: [a, b]",
                        "values: [%s, %s]"
                            .formatted(lab.file("a.csv", "1\n"), lab.file("b.csv", "2\n")))));
  }

  private void machines() {
    program(
        "seeds on two machines",
        lab ->
            lab.facts(run -> Map.of("cpu", run.seed() > 5 ? "AMD EPYC" : "Intel Xeon"))
                .run(own(lab)));
    program(
        "seeds of both sides on a slower machine",
        lab ->
            lab.program(
                    run -> {
                      List<Map<String, Double>> epochs = Programs.copy(Programs.plain(run));
                      for (int i = 0; i < epochs.size(); i++) {
                        epochs
                            .get(i)
                            .put("seconds", Programs.seconds(run, i) * (run.seed() > 5 ? 1.7 : 1));
                      }
                      return epochs;
                    })
                .run(own(lab)));
    program(
        "a crash here and there",
        lab -> lab.deaths(run -> run.attempt() == 1 && run.seed() % 4 == 0).run(own(lab)));
    program(
        "runs reused by another spec",
        lab -> {
          lab.run(own(lab));
          return lab.run(
              own(lab).replace("name: own", "name: wider").replace("[a, b]", "[a, b, c]"));
        });
    all.add(
        new Design(
            "journals of a version that knew of no files",
            lab ->
                lab.audit(
                    lab.run(own(lab)),
                    sweep ->
                        sweep.facts(
                            run -> true,
                            f ->
                                f.remove(
                                    List.of(
                                        "program_tree",
                                        "program_files",
                                        "program_not_covered"))))));
    all.add(
        new Design(
            "half of the journals of such a version",
            lab ->
                lab.audit(
                    lab.run(own(lab)),
                    sweep ->
                        sweep.facts(
                            run -> run.arm().endsWith("=a"),
                            f ->
                                f.remove(
                                    List.of(
                                        "program_tree",
                                        "program_files",
                                        "program_not_covered"))))));
    all.add(
        new Design(
            "an export that nobody edited", lab -> lab.audit(lab.run(own(lab)), sweep -> {})));
  }

  private static AuditLab.Program shifted(Function<Assignment, Double> by) {
    return run -> {
      List<Map<String, Double>> epochs = Programs.copy(Programs.plain(run));
      double shift = Programs.isLevel(run) ? by.apply(run) : 0;
      epochs.forEach(
          m -> m.replaceAll((n, r) -> n.endsWith("accuracy") ? Programs.rounded(r + shift) : r));
      return epochs;
    };
  }

  /** Student's t with three degrees of freedom, about. */
  private static double tail(Assignment run) {
    Random luck = Programs.luck(run, "tail");
    double squares = 0;
    for (int i = 0; i < 3; i++) {
      squares += Math.pow(luck.nextGaussian(), 2);
    }
    return luck.nextGaussian() / Math.sqrt(squares / 3);
  }

  private static String own(AuditLab lab) {
    return Confounds.spec(lab);
  }
}
