package dev.nightsweep.plan;

import dev.nightsweep.model.Distribution;
import dev.nightsweep.model.Domain;
import dev.nightsweep.model.ParameterSpace;
import dev.nightsweep.model.Setting;
import dev.nightsweep.search.EstimatorAxis;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.LogUniformDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;

/**
 * Maps a number in [0, 1) to a setting of one parameter, by the inverse of its cumulative
 * distribution function, and back.
 *
 * @param domain what the parameter accepts
 */
record QuantileFunction(ParameterSpace space, Domain domain) {
  private static final double MAX_WHOLE = 0x1p53;

  /** The setting there; empty if it is beyond what the parameter accepts. */
  Optional<Setting> at(double u) {
    if (space instanceof ParameterSpace.Drawn drawn) {
      double number = number(drawn.distribution(), u);
      return Double.isFinite(number) ? accepted(drawn.distribution(), number) : Optional.empty();
    }
    List<Setting> levels = space.levels();
    return space instanceof ParameterSpace.Weighted weighted
        ? Optional.of(levels.get(place(weighted.probabilities(), u)))
        : Optional.of(levels.get((int) (u * levels.size())));
  }

  /** A setting that was drawn before, in the type in which it would be drawn now. */
  Setting redrawn(Setting setting) {
    return space instanceof ParameterSpace.Drawn drawn && setting.raw() instanceof Number number
        ? accepted(drawn.distribution(), number.doubleValue()).orElse(setting)
        : setting;
  }

  /** A program of somebody's own that wants an integer takes no 5.0. */
  private Optional<Setting> accepted(Distribution distribution, double number) {
    boolean whole = distribution.isWhole() && Math.abs(number) < MAX_WHOLE;
    return domain.accept(whole ? Setting.of((long) number) : Setting.of(number));
  }

  /** How an estimator sees it. */
  EstimatorAxis axis() {
    if (space instanceof ParameterSpace.Drawn drawn) {
      return isStepped(drawn.distribution())
          ? new EstimatorAxis.Steps(
              u -> cell(drawn.distribution(), number(drawn.distribution(), u)))
          : new EstimatorAxis.Continuum();
    }
    int levels = space.levels().size();
    return new EstimatorAxis.Choice(
        space instanceof ParameterSpace.Weighted weighted
            ? weighted.probabilities()
            : Collections.nCopies(levels, 1.0 / levels));
  }

  /** The coordinate of a setting on that axis. */
  double where(Setting setting) {
    if (space instanceof ParameterSpace.Drawn drawn) {
      double number = ((Number) setting.raw()).doubleValue();
      return isStepped(drawn.distribution())
          ? cell(drawn.distribution(), number).middle()
          : continuous(drawn.distribution()).cumulativeProbability(number);
    }
    return space.levels().indexOf(setting);
  }

  /** The setting at a coordinate on that axis; empty if it is beyond what the parameter accepts. */
  Optional<Setting> setting(double coordinate) {
    return space instanceof ParameterSpace.Drawn
        ? at(coordinate)
        : Optional.of(space.levels().get((int) coordinate));
  }

  private static boolean isStepped(Distribution distribution) {
    return distribution instanceof Distribution.IntUniform
        || distribution instanceof Distribution.Rounded;
  }

  /** All that is drawn as that number. */
  private static EstimatorAxis.Range cell(Distribution distribution, double number) {
    if (distribution instanceof Distribution.IntUniform whole) {
      double numbers = whole.max() - whole.min() + 1.0;
      double place = number - whole.min();
      return new EstimatorAxis.Range(place / numbers, (place + 1) / numbers);
    }
    Distribution.Rounded rounded = (Distribution.Rounded) distribution;
    return new EstimatorAxis.Range(
        below(rounded.of(), number - rounded.step() / 2),
        below(rounded.of(), number + rounded.step() / 2));
  }

  private static double below(Distribution distribution, double number) {
    return distribution instanceof Distribution.IntUniform whole
        ? Math.min(
            1,
            Math.max(0, (Math.floor(number) + 1 - whole.min()) / (whole.max() - whole.min() + 1.0)))
        : continuous(distribution).cumulativeProbability(number);
  }

  /** Where the sum of the probabilities first exceeds u. */
  private static int place(List<Double> probabilities, double u) {
    int last = 0;
    double sum = 0;
    for (int i = 0; i < probabilities.size(); i++) {
      sum += probabilities.get(i);
      last = probabilities.get(i) > 0 ? i : last;
      if (u < sum) {
        return i;
      }
    }
    return last; // the sum is a little under 1
  }

  /** The number there, by W&B's rules. */
  static double number(Distribution distribution, double u) {
    if (distribution instanceof Distribution.Rounded rounded) {
      return Math.rint(number(rounded.of(), u) / rounded.step()) * rounded.step();
    }
    return distribution instanceof Distribution.IntUniform whole
        ? whole.min() + Math.floor(u * (whole.max() - whole.min() + 1.0))
        : continuous(distribution).inverseCumulativeProbability(u);
  }

  private static ContinuousDistribution continuous(Distribution distribution) {
    if (distribution instanceof Distribution.Uniform uniform) {
      return UniformContinuousDistribution.of(uniform.min(), uniform.max());
    } else if (distribution instanceof Distribution.LogUniform log) {
      return LogUniformDistribution.of(log.min(), log.max());
    } else if (distribution instanceof Distribution.Normal normal) {
      return NormalDistribution.of(normal.mu(), normal.sigma());
    } else if (distribution instanceof Distribution.LogNormal log) {
      return LogNormalDistribution.of(log.mu(), log.sigma());
    } else if (distribution instanceof Distribution.Beta beta) {
      return BetaDistribution.of(beta.a(), beta.b());
    }
    throw new IllegalStateException("no continuous distribution: " + distribution.describe());
  }
}
