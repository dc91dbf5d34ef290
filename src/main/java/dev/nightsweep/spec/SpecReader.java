package dev.nightsweep.spec;

import dev.nightsweep.model.Spec;
import dev.nightsweep.model.SpecSource;
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
   * @param given what counts as if the file said it; it enters the spec's text
   * @param programs that it may name
   * @throws SpecException if the file cannot be read or the spec has any problem
   */
  public static Read read(Path file, GivenKeys given, Programs programs) {
    Problems problems = new Problems(file.toString());
    Optional<String> text = text(file, problems);
    problems.throwIfAny();
    String said = text.orElseThrow();
    GivenKeys all = GivenKeys.of(said).and(given);
    Optional<String> place = Optional.of(file.toAbsolutePath().normalize().toString());
    String whole = all.below(GivenKeys.above(said));
    return read(new Named(file.toString(), place), whole, programs);
  }

  /**
   * Reads a text.
   *
   * @param fileName as the user names the file, with or without folders
   * @throws SpecException if the spec has any problem
   */
  public static Read read(String fileName, String text, Programs programs) {
    return read(new Named(fileName, Optional.empty()), text, programs);
  }

  /** A file as its user names it, and where it lies, if that is known. */
  private record Named(String fileName, Optional<String> place) {}

  private static Read read(Named file, String text, Programs programs) {
    String fileName = file.fileName();
    Problems problems = new Problems(fileName);
    Problems warnings = new Problems(fileName);
    if (text.length() > MAX_BYTES) {
      problems.add(Tree.Place.FILE, "larger than 3 MB, which no spec is");
    }
    problems.throwIfAny();
    String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
    Tolerated tolerated = new Tolerated();
    GivenKeys given = GivenKeys.of(clean);
    String said = GivenKeys.above(clean);
    Optional<Tree> tree =
        fileName.toLowerCase(Locale.ROOT).endsWith(".json")
            ? JsonTree.read(said, problems, tolerated)
            : YamlTree.read(fileName, said, problems, tolerated);
    if (tree.isEmpty() && problems.isEmpty()) {
      problems.add(Tree.Place.START, "the file is empty", "write one with `nightsweep init`");
    }
    SpecSource source = new SpecSource(lastSegment(fileName), text).at(file.place());
    SpecCheck check = new SpecCheck(source, new NetProgram(fileName, programs, problems), warnings);
    Optional<Spec> spec = tree.map(given::in).flatMap(t -> check.check(t, tolerated));
    if (tree.isEmpty()) {
      tolerated.refuse(problems);
    }
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
