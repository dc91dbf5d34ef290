package dev.nightsweep.train.dl4j;

import dev.nightsweep.model.Settings;

/** How an optimizer changes parameters by their gradients. */
interface UpdateRule {
  /** What it remembers of every parameter: so many numbers. */
  int moments();

  /**
   * Takes a step with the first {@code count} numbers of each array, in place.
   *
   * @param decay of the weights
   */
  void apply(Numbers numbers, Step step, float decay);

  /**
   * Parameters with all that belongs to them.
   *
   * @param memory [moments][parameters]
   */
  @SuppressWarnings("ArrayRecordComponent") // a view for one call
  record Numbers(float[] parameters, float[] gradients, float[][] memory, int count) {}

  /**
   * Which step it is.
   *
   * @param number from 1, in all epochs
   */
  record Step(int number, double rate) {}

  static UpdateRule of(Settings settings) {
    return switch (settings.word("optimizer")) {
      case "sgd" -> new Sgd();
      case "adam" -> new Adam(false);
      case "adamw" -> new Adam(true);
      default -> new Nesterov((float) settings.real("momentum"));
    };
  }

  /** Gradient descent. */
  record Sgd() implements UpdateRule {
    @Override
    public int moments() {
      return 0;
    }

    @Override
    public void apply(Numbers numbers, Step step, float decay) {
      float[] p = numbers.parameters;
      float[] g = numbers.gradients;
      float rate = (float) step.rate;
      for (int i = 0; i < numbers.count; i++) {
        p[i] -= rate * (g[i] + decay * p[i]);
      }
    }
  }

  /** Nesterov's momentum, as Bengio, Boulanger-Lewandowski and Pascanu 2013 write it (§3.5). */
  record Nesterov(float momentum) implements UpdateRule {
    @Override
    public int moments() {
      return 1;
    }

    @Override
    public void apply(Numbers numbers, Step step, float decay) {
      float[] p = numbers.parameters;
      float[] g = numbers.gradients;
      float[] v = numbers.memory[0];
      float rate = (float) step.rate;
      float mu = momentum;
      for (int i = 0; i < numbers.count; i++) {
        float descent = rate * (g[i] + decay * p[i]);
        float velocity = mu * v[i] - descent;
        v[i] = velocity;
        p[i] += mu * velocity - descent;
      }
    }
  }

  /**
   * Adam (Kingma and Ba 2015, in the form that ends their §2); decoupled, AdamW (Loshchilov and
   * Hutter 2019).
   */
  record Adam(boolean decoupled) implements UpdateRule {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    @Override
    public int moments() {
      return 2;
    }

    @Override
    public void apply(Numbers numbers, Step step, float decay) {
      float[] p = numbers.parameters;
      float[] g = numbers.gradients;
      float[] m = numbers.memory[0];
      float[] v = numbers.memory[1];
      double second = Math.sqrt(1 - StrictMath.pow(0.999, step.number));
      float rate = (float) (step.rate * second / (1 - StrictMath.pow(0.9, step.number)));
      float coupled = decoupled ? 0 : decay;
      float apart = decoupled ? (float) (step.rate * decay) : 0;
      for (int i = 0; i < numbers.count; i++) {
        float gradient = g[i] + coupled * p[i];
        float first = BETA1 * m[i] + (1 - BETA1) * gradient;
        float square = BETA2 * v[i] + (1 - BETA2) * gradient * gradient;
        m[i] = first;
        v[i] = square;
        p[i] -= rate * first / ((float) Math.sqrt(square) + EPSILON) + apart * p[i];
      }
    }
  }
}
