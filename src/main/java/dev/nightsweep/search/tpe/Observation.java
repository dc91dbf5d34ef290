package dev.nightsweep.search.tpe;

/** A point that was tried, and what it read. */
public final class Observation {
  private final double[] point;
  private final double loss;

  /**
   * @param point a coordinate for each axis
   * @param loss less is better; NaN if it gave no reading or has not ended, which counts as worst
   */
  public Observation(double[] point, double loss) {
    this.point = point.clone();
    this.loss = loss;
  }

  double coordinate(int axis) {
    return point[axis];
  }

  double loss() {
    return loss;
  }
}
