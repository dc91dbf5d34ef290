package dev.nightsweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The tables of THIRD_PARTY.md. */
public final class ThirdPartyList {
  public static final Path FILE = Path.of("THIRD_PARTY.md");

  private ThirdPartyList() {}

  /** The text below a heading, to the next one of its kind. */
  public static String part(String heading) {
    try {
      String text = "\n" + Files.readString(FILE);
      int start = text.indexOf("\n## " + heading + "\n");
      if (start < 0) {
        throw new IllegalStateException(FILE + " has no part «" + heading + "»");
      }
      int end = text.indexOf("\n## ", start + 1);
      return text.substring(start, end < 0 ? text.length() : end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cells of every row of the first table below a heading, without its head. */
  public static List<List<String>> rows(String heading) {
    return part(heading)
        .lines()
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(ThirdPartyList::cells)
        .toList();
  }

  /** The versions of a table's libraries by name, from its first two columns. */
  public static Map<String, String> versions(String heading) {
    Map<String, String> versions = new TreeMap<>();
    for (List<String> row : rows(heading)) {
      if (versions.put(row.get(0), row.get(1)) != null) {
        throw new IllegalStateException(row.get(0) + " is listed twice under " + heading);
      }
    }
    return versions;
  }

  private static List<String> cells(String line) {
    Stream<String> cells = Arrays.stream(line.substring(1).split("\\|", -1)).map(String::strip);
    List<String> all = cells.map(cell -> cell.replace("`", "")).toList();
    return all.subList(0, all.size() - 1);
  }
}
