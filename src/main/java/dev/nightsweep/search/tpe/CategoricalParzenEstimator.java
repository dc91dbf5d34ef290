package dev.nightsweep.search.tpe;

import dev.nightsweep.search.RandomSource;
import java.util.List;

/**
 * How often each choice was tried. Every trial is a component that gives its own choice one count
 * beside what the prior spreads over all choices: their number, divided by that of the components.
 */
final class CategoricalParzenEstimator implements ParzenEstimator.OfPoints {
  private final List<Double> prior;
  private final double[] choices;
  private final double spread;
  private final double[] probabilities;

  CategoricalParzenEstimator(List<Double> prior, double[] choices, double[] weights) {
    this.prior = prior;
    this.choices = choices;
    this.spread = (double) prior.size() / weights.length;
    probabilities = new double[prior.size()];
    for (int component = 0; component < weights.length; component++) {
      double own = own(component);
      double weight = weights[component] / (spread + own);
      for (int choice = 0; choice < probabilities.length; choice++) {
        probabilities[choice] += weight * spread * prior.get(choice);
      }
      if (own > 0) {
        probabilities[(int) choices[component]] += weight;
      }
    }
  }

  /** The last component is the prior itself; one that made no choice is as it. */
  private double own(int component) {
    return component < choices.length && !Double.isNaN(choices[component]) ? 1 : 0;
  }

  @Override
  public double draw(RandomSource draws) {
    return ParzenEstimator.place(probabilities, draws.next());
  }

  @Override
  public double logDensity(double choice) {
    return Math.log(probabilities[(int) choice]);
  }

  @Override
  public double draw(int component, RandomSource draws) {
    double[] own = new double[prior.size()];
    for (int choice = 0; choice < own.length; choice++) {
      own[choice] = Math.exp(logDensity(component, choice));
    }
    return ParzenEstimator.place(own, draws.next());
  }

  @Override
  public double logDensity(int component, double choice) {
    double own = own(component);
    double met = own > 0 && choices[component] == choice ? 1 : 0;
    return Math.log((spread * prior.get((int) choice) + met) / (spread + own));
  }
}
