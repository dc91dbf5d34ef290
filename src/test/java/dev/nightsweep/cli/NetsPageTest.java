package dev.nightsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.train.net.LayerKind;
import dev.nightsweep.train.net.LayerKinds;
import dev.nightsweep.train.net.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on nets says what is declared, and shows what the command prints. */
class NetsPageTest {
  private static final Path PAGE = Path.of("src/docs/nets.md");
  private static final Path LENET = Path.of("experiments/nets/lenet.yaml");

  @Test
  void theKindsAreThoseDeclared() throws IOException {
    List<List<String>> declared = LayerKinds.ALL.stream().map(NetsPageTest::row).toList();

    assertThat(Markdown.read(PAGE).tables("kind").get(0).rows()).isEqualTo(declared);
  }

  @Test
  void thePropertiesAreThoseDeclared() throws IOException {
    Map<Property, List<String>> kinds = new LinkedHashMap<>();
    for (LayerKind kind : LayerKinds.ALL) {
      for (Property property : kind.properties()) {
        kinds.computeIfAbsent(property, p -> new ArrayList<>()).add("`%s`".formatted(kind.name()));
      }
    }
    List<List<String>> declared = new ArrayList<>();
    kinds.forEach(
        (property, of) ->
            declared.add(
                List.of(
                    "`%s`".formatted(property.name()),
                    String.join(", ", of),
                    property.domain().describe(),
                    fallback(property),
                    property.help())));

    assertThat(Markdown.read(PAGE).tables("property").get(0).rows()).isEqualTo(declared);
  }

  @Test
  void lenetIsTheExample() throws IOException {
    assertThat(Markdown.read(PAGE).blocks("yaml").get(1)).isEqualTo(Files.readString(LENET));
  }

  /** The spec at the top, beside the net file that the page shows; smaller, and so quicker. */
  @Test
  void theSpecRuns(@TempDir Path folder) throws IOException {
    String spec =
        Markdown.read(PAGE)
            .blocks("yaml")
            .get(0)
            .replace("{value: 4000}", "{value: 200}")
            .replace("{value: 2000}", "{value: 100}")
            .replace("epochs: {value: 3}", "epochs: {value: 1}")
            .replace("seeds: 6", "seeds: 2");
    Path file = Files.writeString(folder.resolve("kernels.yaml"), spec);
    Files.createDirectory(folder.resolve("nets"));
    Files.copy(LENET, folder.resolve("nets/lenet.yaml"));
    Cli cli = new Cli(folder.resolve("results"));

    Cli.Result result = cli.run("run", file.toString(), "--workers", "2");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.DONE);
    assertThat(result.out()).contains("conv1.kernel=3 against conv1.kernel=5", "report.html");
    assertThat(cli.run("query", "SELECT COUNT(*) FROM runs WHERE state = 'COMPLETED'").out())
        .contains("4");
  }

  @Test
  void itsDrawingIsWhatTheCommandPrints() throws IOException {
    Cli.Result result = Cli.plain(List.of("parameters", "--net", LENET.toString()));

    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    String drawing = result.out().substring(0, result.out().indexOf("\n\n"));
    assertThat(Files.readString(PAGE)).contains("```\n" + drawing + "\n```");
    assertThat(result.out()).contains("conv1.kernel", "fc1.units", "conv2.padding");
    assertThat(Cli.plain(List.of("parameters", "--program", LENET.toString())).out())
        .isEqualTo(result.out());
  }

  @Test
  void aNetIsPrintedAsJsonAndAsASchemaOfItsSpecs() {
    assertThat(Cli.plain(List.of("parameters", "--net", LENET.toString(), "--json")).out())
        .contains("\"layers\"", "\"conv1\"", "\"conv1.kernel\"");
    assertThat(Cli.plain(List.of("parameters", "--net", LENET.toString(), "--schema")).out())
        .contains("\"conv1.kernel\"", "\"anyOf\"")
        .doesNotContain("MULTIPLY-ADDS");
  }

  @Test
  void aBadFileIsToldWithItsPlace(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("net.yaml");
    Files.writeString(file, "layers:\n  - {name: a, kind: dense, unit: 3}\n");

    Cli.Result result = Cli.plain(List.of("parameters", "--net", file.toString()));

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err())
        .contains("net.yaml:2:28: a dense layer has no 'unit'; did you mean 'units'?");
  }

  private static List<String> row(LayerKind kind) {
    List<String> properties = new ArrayList<>();
    kind.branches().forEach(branch -> properties.add("`%s`".formatted(branch)));
    kind.properties().forEach(p -> properties.add("`%s`".formatted(p.name())));
    return List.of(
        "`%s`".formatted(kind.name()), kind.keras(), kind.help(), String.join(", ", properties));
  }

  private static String fallback(Property property) {
    if (property.isRequired()) {
      return "must be said";
    }
    return switch (property.fallback()) {
      case "kernel" -> "the kernel's";
      case "weight_decay" -> "the net's";
      default -> property.fallback();
    };
  }
}
