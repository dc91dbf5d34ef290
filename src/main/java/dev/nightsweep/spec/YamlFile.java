package dev.nightsweep.spec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a YAML file of ours that is no spec into a tree with lines and columns, by YAML 1.2. */
public final class YamlFile {
  static final int MAX_BYTES = 1024 * 1024;
  private static final String TOO_LARGE = "larger than 1 MB, which no such file is";

  private YamlFile() {}

  /** The text of a file in UTF-8; what is wrong with the file is thrown. */
  public static String text(Path file) {
    Problems problems = new Problems(file.toString());
    String text = "";
    try {
      if (Files.isDirectory(file)) {
        problems.add(Tree.Place.FILE, "this is a folder", "name a file in it");
      } else if (Files.size(file) > MAX_BYTES) {
        problems.add(Tree.Place.FILE, TOO_LARGE);
      } else {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      }
    } catch (NoSuchFileException e) {
      problems.add(Tree.Place.FILE, "there is no such file", "check the path");
    } catch (CharacterCodingException e) {
      problems.add(Tree.Place.FILE, "this is not text in UTF-8", "save it as UTF-8");
    } catch (IOException e) {
      problems.add(Tree.Place.FILE, "cannot be read: " + e, "check its permissions");
    }
    problems.throwIfAny();
    return text;
  }

  /** Refuses what no such file is as large as, as {@link #text} does. */
  public static void requireUsualSize(String file, String text) {
    Problems problems = new Problems(file);
    if (text.length() > MAX_BYTES) {
      problems.add(Tree.Place.FILE, TOO_LARGE);
    }
    problems.throwIfAny();
  }

  /** The tree, or empty when there is none; then and otherwise problems may have been noted. */
  public static Optional<Tree> read(String fileName, String text, Problems problems) {
    String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
    Tolerated tolerated = new Tolerated();
    Optional<Tree> tree = YamlTree.read(fileName, clean, problems, tolerated);
    tolerated.refuse(problems);
    if (tree.isEmpty() && problems.isEmpty()) {
      problems.add(Tree.Place.START, "the file is empty");
    }
    return tree;
  }
}
