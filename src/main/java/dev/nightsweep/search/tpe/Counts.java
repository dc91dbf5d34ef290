package dev.nightsweep.search.tpe;

import java.util.List;

/**
 * How often each choice was tried. Every trial is a component that gives its own choice one count
 * beside what the prior spreads over all choices: their number, divided by that of the components.
 */
final class Counts implements Mixture {
  private final double[] probabilities;

  Counts(List<Double> prior, double[] choices, double[] weights) {
    double spread = (double) prior.size() / weights.length;
    probabilities = new double[prior.size()];
    for (int component = 0; component < weights.length; component++) {
      double own = component < choices.length ? 1 : 0; // the last one is the prior itself
      double weight = weights[component] / (spread + own);
      for (int choice = 0; choice < probabilities.length; choice++) {
        probabilities[choice] += weight * spread * prior.get(choice);
      }
      if (own > 0) {
        probabilities[(int) choices[component]] += weight;
      }
    }
  }

  @Override
  public double draw(Draws draws) {
    return Mixture.place(probabilities, draws.next());
  }

  @Override
  public double logDensity(double choice) {
    return Math.log(probabilities[(int) choice]);
  }
}
