package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps are audited wherever their verdicts are shown; factors that interact are told apart. */
class AuditedSweepTest {
  @TempDir Path folder;

  @Test
  void anErrorStandsBeforeTheVerdictAndFailsAStrictAudit() throws Exception {
    Cli.Result run =
        run(
            "judged-by-test",
            "metric: {name: test_accuracy, goal: maximize}",
            "parameters: {lrn: {values: [false, true]}}");
    List<String> lines = run.out().lines().toList();
    int audit = first(lines, "Audit error (leakage)");
    int verdict = first(lines, "Whether lrn=true differs");
    assertThat(audit).isBetween(0, verdict - 1);

    assertThat(nightsweep("audit", "judged-by-test").exitCode()).isZero();
    Cli.Result strict = nightsweep("audit", "judged-by-test", "--strict");
    assertThat(strict.exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(strict.out()).contains("ERROR").contains("chooses on the test set");
    assertThat(nightsweep("audit", "judged-by-test", "--json").out()).contains("\"ERROR\"");
    assertThat(nightsweep("show", "judged-by-test").out()).contains("Audit error (leakage)");
    assertThat(page("judged-by-test"))
        .contains("Audit: 1 error")
        .contains("chooses on the test set");
  }

  @Test
  void aSweepThatSweepsItsLearningRateHasNothingToBeWarnedOf() throws Exception {
    run(
        "swept",
        "metric: {name: validation_accuracy, goal: maximize}",
        "parameters: {learning_rate: {values: [0.01, 0.02]}}");
    Cli.Result audit = nightsweep("audit", "swept", "--strict");
    assertThat(audit.exitCode()).isZero();
    assertThat(audit.out()).contains("Nothing stands against the verdicts");
    assertThat(nightsweep("show", "swept").out()).doesNotContain("Audit");
  }

  /** In the simulator LRN moves the best learning rate, far beyond which nothing is learned. */
  @Test
  void whereFactorsInteractEffectsAreToldLevelByLevel() throws Exception {
    Cli.Result run =
        run(
            "interacting",
            "metric: {name: validation_accuracy, goal: maximize}",
            "parameters: {lrn: {values: [false, true]}, learning_rate: {values: [0.0003, 0.03]}}");
    assertThat(run.out()).contains("interact; at learning_rate=0.03");
    assertThat(page("interacting")).contains("Effects level by level");
  }

  /** The simulator's LRN takes a fifth more time, and does nothing to accuracy. */
  @Test
  void claimsAreConfirmedOrRefutedAndMarkedWhenChangedAfterwards() throws Exception {
    String parameters = "parameters: {lrn: {values: [false, true]}}";
    String metric = "metric: {name: validation_accuracy, goal: maximize}";
    String claims =
        "claims: [{factor: lrn, metric: time, ratio: 2}, {factor: lrn, metric: validation_accuracy, difference: 0}]";
    Cli.Result run = run("claimed", claims, metric, parameters);
    assertThat(run.err()).contains("claim    the training time of lrn=true is ×2.00 that of");
    assertThat(run.out())
        .contains(
            "The claim that the training time of lrn=true is ×2.00 that of lrn=false within a factor of 1.051 is refuted")
        .contains("is confirmed");
    assertThat(page("claimed")).contains("Claims, stated before the first run");

    Cli.Result again = run("claimed", claims.replace("ratio: 2", "ratio: 1.2"), metric, parameters);
    assertThat(again.out())
        .contains("Post hoc: the claims (left out lrn: true against false, time ×2.0; added");
    assertThat(page("claimed")).contains("Post hoc");
  }

  @Test
  void aClaimAboutNothingThatIsComparedIsRefused() throws Exception {
    Path spec = folder.resolve("about-nothing.yaml");
    Files.writeString(
        spec,
        """
        program: simulated
        method: grid
        parameters: {width: {values: [0.125, 0.25, 0.5]}}
        ablation: {seeds: 3, claims: [{factor: width, metric: time, ratio: 2}]}
        """);
    Cli.Result run = nightsweep("run", spec.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("fits several").contains("width: 0.25 against 0.125");
  }

  private static int first(List<String> lines, String beginning) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(beginning)) {
        return i;
      }
    }
    return -1;
  }

  private Cli.Result run(String name, String metric, String parameters) throws Exception {
    return run(name, "", metric, parameters);
  }

  private Cli.Result run(String name, String claims, String metric, String parameters)
      throws Exception {
    Path spec = folder.resolve(name + ".yaml");
    Files.writeString(
        spec,
        String.join(
            "\n",
            "program: simulated",
            "name: " + name,
            "method: grid",
            metric,
            parameters,
            "ablation: {seeds: 8, margin: {validation_accuracy: 0.01, time: 0.05}%s}"
                .formatted(claims.isEmpty() ? "" : ", " + claims),
            ""));
    Cli.Result result = nightsweep("run", spec.toString());
    assertThat(result.exitCode()).isZero();
    return result;
  }

  private Cli.Result nightsweep(String... arguments) {
    return Cli.inThreads(folder.resolve("results")).run(arguments);
  }

  private String page(String name) throws Exception {
    try (var folders = Files.list(folder.resolve("results"))) {
      Path sweep =
          folders
              .filter(f -> f.getFileName().toString().startsWith(name))
              .findFirst()
              .orElseThrow();
      return Files.readString(sweep.resolve("report.html"));
    }
  }
}
