import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;

/**
 * What this processor can do at most: the best speed of oneDNN's products of square matrices, plain
 * ones and ones with weights in the library's own layout. Says {@code ready}, begins at the next
 * line of standard input, and prints one JSON line.
 */
public final class PeakBench {
  private static final int[] SIZES = {512, 1024, 2048};
  private static final double SECONDS_A_PRODUCT = 0.6;

  /** A time too long for one lucky moment to be the best. */
  private static final double MIN_WINDOW = 0.03;

  private double best;
  private String kernel = "";

  private PeakBench() {}

  public static void main(String[] arguments) throws IOException {
    PeakBench bench = new PeakBench();
    bench.sgemm(SIZES[0], MIN_WINDOW);
    System.out.println("ready");
    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    for (int n : SIZES) {
      bench.sgemm(n, SECONDS_A_PRODUCT);
      bench.matmul(n, SECONDS_A_PRODUCT);
    }
    dnnl_version_t version = dnnl.dnnl_version();
    System.out.printf(
        "{\"gflops\": %.1f, \"kernel\": \"%s\", \"version\": \"oneDNN %d.%d.%d\", \"isa\": \"%s\"}%n",
        bench.best,
        bench.kernel,
        version.major(),
        version.minor(),
        version.patch(),
        dnnl.get_effective_cpu_isa());
  }

  private void sgemm(int n, double seconds) {
    FloatPointer a = matrix(n);
    FloatPointer b = matrix(n);
    FloatPointer c = matrix(n);
    byte plain = (byte) 'N';
    time(n, "sgemm", seconds, () -> dnnl.dnnl_sgemm(plain, plain, n, n, n, 1, a, n, b, n, 0, c, n));
  }

  private void matmul(int n, double seconds) {
    engine cpu = new engine(engine.kind.cpu, 0);
    stream stream = new stream(cpu);
    long[] shape = {n, n};
    memory.desc rows = new memory.desc(shape, memory.data_type.f32, memory.format_tag.ab);
    memory.desc any = new memory.desc(shape, memory.data_type.f32, memory.format_tag.any);
    matmul.primitive_desc chosen = new matmul.primitive_desc(cpu, rows, any, rows);
    memory a = new memory(rows, cpu, matrix(n));
    memory b = new memory(chosen.weights_desc(), cpu);
    memory c = new memory(rows, cpu, matrix(n));
    new reorder(a, b).execute(stream, a, b);
    matmul product = new matmul(chosen);
    IntMemoryMap operands =
        new IntMemoryMap()
            .put(dnnl.DNNL_ARG_SRC, a)
            .put(dnnl.DNNL_ARG_WEIGHTS, b)
            .put(dnnl.DNNL_ARG_DST, c);
    time(
        n,
        "matmul " + chosen.impl_info_str().getString(),
        seconds,
        () -> {
          product.execute(stream, operands);
          stream._wait();
        });
  }

  private static FloatPointer matrix(int n) {
    FloatPointer matrix = new FloatPointer((long) n * n);
    for (long i = 0; i < (long) n * n; i++) {
      matrix.put(i, 1 + i % 3);
    }
    return matrix;
  }

  /** Keeps the best of several windows. */
  private void time(int n, String name, double seconds, Runnable product) {
    product.run();
    long begin = System.nanoTime();
    while ((System.nanoTime() - begin) / 1e9 < seconds) {
      long start = System.nanoTime();
      int products = 0;
      double taken;
      do {
        product.run();
        products++;
        taken = (System.nanoTime() - start) / 1e9;
      } while (taken < MIN_WINDOW);
      double gflops = 2.0 * n * n * n * products / taken / 1e9;
      if (gflops > best) {
        best = gflops;
        kernel = "%s of %d".formatted(name, n);
      }
    }
  }
}
