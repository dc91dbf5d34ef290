package dev.nightsweep.analysis.power;

import java.util.function.DoubleUnaryOperator;

/** Integrals of smooth functions by Gauss and Legendre's rule of 20 points, exact to degree 39. */
public final class Quadrature {
  private static final int POINTS = 20;
  private static final double[] NODES = new double[POINTS];
  private static final double[] WEIGHTS = new double[POINTS];

  static {
    for (int i = 0; i < POINTS; i++) {
      double x = Math.cos(Math.PI * (i + 0.75) / (POINTS + 0.5));
      double slope = 1;
      for (int step = 0; step < 20; step++) { // Newton's method on the Legendre polynomial
        double below = 1;
        double at = x;
        for (int degree = 2; degree <= POINTS; degree++) {
          double next = ((2 * degree - 1) * x * at - (degree - 1) * below) / degree;
          below = at;
          at = next;
        }
        slope = POINTS * (x * at - below) / (x * x - 1);
        x -= at / slope;
      }
      NODES[i] = x;
      WEIGHTS[i] = 2 / ((1 - x * x) * slope * slope);
    }
  }

  private Quadrature() {}

  /** Over one piece; zero if it is empty or turned around. */
  public static double integrate(DoubleUnaryOperator function, double from, double to) {
    if (!(to > from)) {
      return 0;
    }
    double half = (to - from) / 2;
    double middle = from + half;
    double sum = 0;
    for (int i = 0; i < POINTS; i++) {
      sum += WEIGHTS[i] * function.applyAsDouble(middle + half * NODES[i]);
    }
    return half * sum;
  }

  /** Over equal pieces. */
  public static double integrate(DoubleUnaryOperator function, double from, double to, int pieces) {
    double width = (to - from) / pieces;
    double sum = 0;
    for (int i = 0; i < pieces; i++) {
      sum += integrate(function, from + i * width, from + (i + 1) * width);
    }
    return sum;
  }
}
