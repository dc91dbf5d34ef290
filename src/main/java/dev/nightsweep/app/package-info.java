/**
 * The product as an API: open a results folder; plan, run, resume and steer sweeps. What the
 * command line does is done here; it only reads options and shows what a listener hears.
 *
 * <p>A sweep of the simulated program, and its verdict:
 *
 * <pre>{@code
 * import dev.nightsweep.app.Nightsweep;
 * import dev.nightsweep.app.SessionListener;
 * import dev.nightsweep.app.SessionOptions;
 * import dev.nightsweep.app.SweepResult;
 * import dev.nightsweep.model.Spec;
 * import java.nio.file.Path;
 *
 * public class Example {
 *   public static void main(String[] arguments) throws InterruptedException {
 *     Spec spec =
 *         Nightsweep.spec(
 *             "lrn.yaml",
 *             """
 *             name: lrn
 *             program: simulated
 *             method: grid
 *             parameters: {lrn: {values: [false, true]}, epochs: {value: 2}}
 *             ablation: {seeds: 6}
 *             """);
 *     SessionOptions options = SessionOptions.DEFAULT.withWorkers(2);
 *     try (Nightsweep nightsweep = Nightsweep.open(Path.of(arguments[0]))) {
 *       SweepResult result = nightsweep.run(spec, options, SessionListener.NONE);
 *       result.answers().forEach(System.out::println);
 *       System.out.println(result.contrasts().get(0).verdict());
 *     }
 *   }
 * }
 * }</pre>
 */
package dev.nightsweep.app;
