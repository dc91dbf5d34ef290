package dev.nightsweep.train.dl4j.onednn;

import java.util.List;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.post_ops;

/** What is kept of the sums s of a normalization, and how s^-beta and 1/s come from it. */
interface NormalizationPower {
  /** The exponent of the paper, which square roots can do: many times faster than a logarithm. */
  double PAPER_BETA = 0.75;

  /**
   * A product that begins with what is kept, t.
   *
   * @param factor that t is multiplied by, if not by itself
   * @param squared whether it is t·t
   * @param then functions of that product
   * @param timesKept whether t is one of the factors that follow
   */
  record Product(float factor, boolean squared, List<algorithm> then, boolean timesKept) {}

  /** From a window's Σx² to t. */
  post_ops ofSums(Lrn settings);

  /** s^-beta. */
  Product ofOutput();

  /** 1/s. */
  Product ofInverse();

  static NormalizationPower of(double beta) {
    return beta == PAPER_BETA ? new Roots() : new Logarithm(beta);
  }

  /** t = s^-½; s^-¾ = √t · t. */
  record Roots() implements NormalizationPower {
    @Override
    public post_ops ofSums(Lrn settings) {
      post_ops operations = sums(settings);
      operations.append_eltwise(algorithm.eltwise_pow, 1, -1);
      operations.append_eltwise(algorithm.eltwise_sqrt, 0, 0);
      return operations;
    }

    @Override
    public Product ofOutput() {
      return new Product(1, false, List.of(algorithm.eltwise_sqrt), true);
    }

    @Override
    public Product ofInverse() {
      return new Product(1, true, List.of(), false);
    }
  }

  /** t = -ln s; s^-beta = exp(beta·t). */
  record Logarithm(double beta) implements NormalizationPower {
    @Override
    public post_ops ofSums(Lrn settings) {
      post_ops operations = sums(settings);
      operations.append_eltwise(algorithm.eltwise_log, 0, 0);
      operations.append_eltwise(algorithm.eltwise_linear, -1, 0);
      return operations;
    }

    @Override
    public Product ofOutput() {
      return new Product((float) beta, false, List.of(algorithm.eltwise_exp), false);
    }

    @Override
    public Product ofInverse() {
      return new Product(1, false, List.of(algorithm.eltwise_exp), false);
    }
  }

  private static post_ops sums(Lrn settings) {
    post_ops operations = new post_ops();
    operations.append_eltwise(
        algorithm.eltwise_linear, (float) settings.alpha(), (float) settings.k());
    return operations;
  }
}
