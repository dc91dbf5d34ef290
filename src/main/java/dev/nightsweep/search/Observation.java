package dev.nightsweep.search;

/** A point that was tried, and what it read. */
public final class Observation {
  private final double[] point;
  private final double loss;
  private final int epochs;

  /**
   * @param point a coordinate for each axis; NaN where that did not apply
   * @param loss less is better; NaN if it gave no reading or has not ended, which counts as worst
   * @param epochs after how many epochs it was ended early; more count as better, whatever was
   *     read. The greatest integer if it was not
   */
  public Observation(double[] point, double loss, int epochs) {
    this.point = point.clone();
    this.loss = loss;
    this.epochs = epochs;
  }

  /** Of a trial that was not ended early. */
  public Observation(double[] point, double loss) {
    this(point, loss, Integer.MAX_VALUE);
  }

  public double coordinate(int axis) {
    return point[axis];
  }

  public int epochs() {
    return epochs;
  }

  public double loss() {
    return loss;
  }
}
