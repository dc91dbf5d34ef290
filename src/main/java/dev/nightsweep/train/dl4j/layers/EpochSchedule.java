package dev.nightsweep.train.dl4j.layers;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning rate that changes between epochs, never inside one: rate · factor^⌊epoch/every⌋ for
 * {@code step}, rate · (1 + cos(π·epoch/epochs))/2 for {@code cosine}, with epochs from 0.
 */
public final class EpochSchedule implements ISchedule {
  private static final long serialVersionUID = 1L;

  private final String shape;
  private final double rate;
  private final int every;
  private final double factor;
  private final int epochs;

  /**
   * Describes the schedule.
   *
   * @param shape {@code constant}, {@code step} or {@code cosine}
   * @param rate in the first epoch
   * @param every epochs between steps
   * @param factor at each step
   * @param epochs of the whole run
   */
  public EpochSchedule(
      @JsonProperty("shape") String shape,
      @JsonProperty("rate") double rate,
      @JsonProperty("every") int every,
      @JsonProperty("factor") double factor,
      @JsonProperty("epochs") int epochs) {
    this.shape = shape;
    this.rate = rate;
    this.every = every;
    this.factor = factor;
    this.epochs = epochs;
  }

  public String getShape() {
    return shape;
  }

  public double getRate() {
    return rate;
  }

  public int getEvery() {
    return every;
  }

  public double getFactor() {
    return factor;
  }

  public int getEpochs() {
    return epochs;
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    return switch (shape) {
      case "step" -> rate * StrictMath.pow(factor, Math.floorDiv(epoch, every));
      case "cosine" -> rate * (1 + StrictMath.cos(Math.PI * epoch / epochs)) / 2;
      default -> rate;
    };
  }

  @Override
  @SuppressWarnings("MissingSuperCall") // immutable: ISchedule asks for an equal object
  public EpochSchedule clone() {
    return new EpochSchedule(shape, rate, every, factor, epochs);
  }
}
