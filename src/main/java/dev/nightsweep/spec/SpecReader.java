package dev.nightsweep.spec;

import dev.nightsweep.model.Catalog;
import dev.nightsweep.model.Spec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads a spec from a YAML or JSON file and checks all of it. */
public final class SpecReader {
  static final int MAX_BYTES = 3 * 1024 * 1024;

  private SpecReader() {}

  /** A good spec, and what its author should know about it. */
  public record Read(Spec spec, List<Problem> warnings) {
    public Read {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Reads a file in UTF-8: JSON if its name ends in {@code .json}, else YAML.
   *
   * @param catalogs a program's catalog by the program's name
   * @throws SpecException if the file cannot be read or the spec has any problem
   */
  public static Read read(Path file, Function<String, Optional<Catalog>> catalogs) {
    return read(file, GivenKeys.NONE, catalogs);
  }

  /**
   * Likewise, with keys that were given beside the file.
   *
   * @param given what counts as if the file said it
   * @param catalogs a program's catalog by the program's name
   * @throws SpecException if the file cannot be read or the spec has any problem
   */
  public static Read read(
      Path file, GivenKeys given, Function<String, Optional<Catalog>> catalogs) {
    Problems problems = new Problems(file.toString());
    Optional<String> text = text(file, problems);
    problems.throwIfAny();
    String said = text.orElseThrow();
    GivenKeys all = GivenKeys.of(said).and(given);
    return read(file.toString(), all.below(GivenKeys.above(said)), catalogs);
  }

  /**
   * Reads a text.
   *
   * @param fileName as the user names the file, with or without folders
   * @throws SpecException if the spec has any problem
   */
  public static Read read(
      String fileName, String text, Function<String, Optional<Catalog>> catalogs) {
    Problems problems = new Problems(fileName);
    Problems warnings = new Problems(fileName);
    if (text.length() > MAX_BYTES) {
      problems.add(Tree.Place.FILE, "larger than 3 MB, which no spec is");
    }
    problems.throwIfAny();
    String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
    boolean json = fileName.toLowerCase(Locale.ROOT).endsWith(".json");
    Optional<Tree> tree =
        json
            ? JsonTree.read(GivenKeys.above(clean), problems)
            : YamlTree.read(fileName, clean, problems);
    if (tree.isEmpty() && problems.isEmpty()) {
      problems.add(Tree.Place.START, "the file is empty", "write one with `nightsweep init`");
    }
    Spec.Source source = new Spec.Source(lastSegment(fileName), text);
    Optional<Spec> spec =
        tree.map(GivenKeys.of(clean)::in)
            .flatMap(t -> new SpecCheck(source, catalogs, problems, warnings).check(t));
    problems.throwIfAny();
    return new Read(spec.orElseThrow(), warnings.list());
  }

  private static Optional<String> text(Path file, Problems problems) {
    try {
      if (Files.isDirectory(file)) {
        problems.add(Tree.Place.FILE, "this is a folder", "name a spec file in it");
      } else if (Files.size(file) > MAX_BYTES) {
        problems.add(Tree.Place.FILE, "larger than 3 MB, which no spec is");
      } else {
        byte[] bytes = Files.readAllBytes(file);
        return Optional.of(
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
      }
    } catch (NoSuchFileException e) {
      problems.add(
          Tree.Place.FILE,
          "there is no such file",
          "check the path, or write one with `nightsweep init`");
    } catch (CharacterCodingException e) {
      problems.add(Tree.Place.FILE, "this is not text in UTF-8", "save it as UTF-8");
    } catch (IOException e) {
      problems.add(Tree.Place.FILE, "cannot be read: " + e, "check its permissions");
    }
    return Optional.empty();
  }

  private static String lastSegment(String fileName) {
    return fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  }
}
