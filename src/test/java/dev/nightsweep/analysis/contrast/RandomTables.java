package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.Study;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.Claim;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Metrics;
import dev.nightsweep.model.Objective;
import dev.nightsweep.model.Objective.Goal;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.SeedRule;
import dev.nightsweep.model.SweepHeader;
import dev.nightsweep.model.SweepRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Studies of two crossed factors with random readings: coarse and fine ones, ties, arms that fail
 * often, runs that are not there or copied, few seeds and many, with a margin, claims or a rule, or
 * without.
 */
final class RandomTables {
  private static final List<String> ARMS = List.of("n3", "n5", "l3", "l5");
  private static final SeedRule RULE = new SeedRule(3, 4, false, false);

  private final RandomGenerator random;

  RandomTables(long seed) {
    this.random = new SplittableRandom(seed);
  }

  Evidence next() {
    boolean ruled = random.nextInt(5) == 0; // whose p values take long to compute
    int seeds = ruled ? 3 + random.nextInt(2) : 2 + random.nextInt(pick(3, 8, 13));
    Study study = Study.grid(seeds);
    if (random.nextInt(4) == 0) {
      study.objective(new Objective(Metrics.VALIDATION_ACCURACY, Goal.MINIMIZE));
    }
    if (ruled || random.nextInt(3) > 0) {
      study.margin(Metrics.VALIDATION_ACCURACY, random.nextBoolean() ? 0.02 : 0.005);
      study.margin(Metrics.TIME, Math.log(1.1));
    }
    readings(study, seeds, ruled);
    failures(study, seeds);
    retries(study);
    Evidence evidence = study.evidence();
    return asked(evidence, ruled ? Optional.of(RULE) : Optional.empty());
  }

  private void readings(Study study, int seeds, boolean ruled) {
    double grain = 1.0 / (ruled ? 1000 : pick(10, 100, 1000, 100_000));
    double noise = random.nextInt(3) > 0 ? 0.5 * grain : 0.01;
    boolean alike = random.nextInt(3) == 0;
    for (String arm : ARMS) {
      double effect = alike || random.nextBoolean() ? 0 : 0.03 * random.nextGaussian();
      double slower = 1 + random.nextInt(3) * 0.1;
      for (int seed = 1; seed <= seeds; seed++) {
        double reading = 0.9 + effect + noise * random.nextGaussian();
        study.reading(arm, seed, Metrics.VALIDATION_ACCURACY, Math.rint(reading / grain) * grain);
        double second = slower * (1 + 0.02 * random.nextGaussian());
        study.seconds(arm, seed, 2, second, second);
      }
    }
  }

  private void failures(Study study, int seeds) {
    if (random.nextInt(15) == 0) {
      study.copied("l5", 1, 2);
    }
    boolean often = random.nextInt(3) == 0;
    for (String arm : ARMS) {
      double failing = often && random.nextBoolean() ? 0.7 : random.nextInt(4) == 0 ? 0.05 : 0;
      for (int seed = 1; seed <= seeds; seed++) {
        if (random.nextDouble() < failing) {
          study.end(arm, seed, RunState.DIVERGED, "not a number");
        }
      }
      if (random.nextInt(20) == 0) {
        study.dropped(arm, 1 + random.nextInt(seeds));
      }
    }
    if (random.nextInt(20) == 0 && study.run("l5", 1) != null) {
      study.end("l5", 1, RunState.PAUSED, "");
    }
  }

  private void retries(Study study) {
    String often = ARMS.get(random.nextInt(ARMS.size()));
    boolean oneSided = random.nextInt(5) == 0;
    for (RunRecord run : study.runs()) {
      boolean retried = random.nextInt(20) == 0 || (oneSided && run.armId().equals(often));
      if (retried && run.state() == RunState.COMPLETED) {
        study.crashedOnce(run.armId(), run.seed(), "killed");
      }
    }
  }

  private Evidence asked(Evidence evidence, Optional<SeedRule> rule) {
    SweepRecord sweep = evidence.sweep();
    SweepHeader header = sweep.header().with(sweep.header().seeds(), rule);
    SweepHeader.Question asked = header.asked();
    SweepHeader claiming =
        new SweepHeader(
            header.sweepId(),
            header.name(),
            header.program(),
            new SweepHeader.Question(
                asked.description(),
                asked.objective(),
                random.nextInt(20) > 0,
                asked.margins(),
                claims(header.contrasts()),
                asked.postHoc(),
                asked.stuck(),
                asked.judgedBefore()),
            header.design(),
            header.stopping(),
            header.origin(),
            header.createdAt());
    return new Evidence(
        new SweepRecord(
            claiming,
            sweep.state(),
            sweep.arms(),
            sweep.runs(),
            sweep.startedAt(),
            sweep.endedAt(),
            sweep.looks(),
            sweep.lookedAt()),
        evidence.metrics(),
        evidence.runs(),
        evidence.attempts(),
        evidence.seconds(),
        evidence.cpuSeconds(),
        evidence.environments(),
        evidence.readings());
  }

  private List<Claim> claims(List<Contrast> contrasts) {
    List<Claim> claims = new ArrayList<>();
    for (Contrast contrast : contrasts) {
      claims.add(
          new Claim(
              contrast,
              Metrics.VALIDATION_ACCURACY,
              Claim.Kind.DIFFERENCE,
              0.01 * random.nextInt(-3, 4)));
      claims.add(new Claim(contrast, Metrics.TIME, Claim.Kind.RATIO, 1 + 0.1 * random.nextInt(3)));
    }
    return claims;
  }

  private int pick(int... of) {
    return of[random.nextInt(of.length)];
  }
}
