import java.util.List;
import java.util.ServiceLoader;
import org.nd4j.linalg.factory.Nd4jBackend;

/** Looks whether a class path is one for CUDA; loads no native library, needs no card. */
final class CudaClassPath {
  private CudaClassPath() {}

  public static void main(String[] none) {
    List<String> backends =
        ServiceLoader.load(Nd4jBackend.class).stream().map(b -> b.type().getName()).toList();
    require(backends.contains("org.nd4j.linalg.jcublas.JCublasBackend"), "no CUDA backend");
    requireFile("org/nd4j/linalg/jcublas/bindings/linux-x86_64/libjnind4jcuda.so");
    requireFile("org/nd4j/linalg/jcublas/bindings/linux-x86_64/libnd4jcuda.so");
    requireFile("org/bytedeco/cuda/linux-x86_64/libjnicudart.so");
    requireFile("org/bytedeco/cuda/linux-x86_64/libjnicublas.so");
    for (String build : List.of("", "-onednn", "-avx2", "-onednn-avx2")) {
      String cpu = "org/nd4j/linalg/cpu/nativecpu/bindings/linux-x86_64" + build;
      require(!isThere(cpu + "/libjnind4jcpu.so"), "the library of the CPU is there too");
    }
    System.out.println("The CUDA backend is on the class path, the CPU's library is not.");
  }

  private static void requireFile(String name) {
    require(isThere(name), name + " is missing");
  }

  private static boolean isThere(String name) {
    return CudaClassPath.class.getClassLoader().getResource(name) != null;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      System.err.println("check-cuda: " + otherwise + ".");
      System.exit(1);
    }
  }
}
