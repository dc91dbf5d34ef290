package dev.nightsweep.machine;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * The encoding of file names, and of what programs are told. Where the locale is C or POSIX Java
 * takes ASCII for it, and would hand over a question mark for every other letter; what such a
 * system has is bytes, which today are UTF-8.
 */
final class NativeEncoding {
  private static final Set<Charset> READ_AS_UTF_8 =
      Set.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII);

  private NativeEncoding() {}

  /** What a Java VM is started with to read and write it. */
  static List<String> options() {
    return options(System.getProperty("sun.jnu.encoding", "UTF-8"));
  }

  static List<String> options(String ofLocale) {
    boolean utf8 =
        Charset.isSupported(ofLocale) && READ_AS_UTF_8.contains(Charset.forName(ofLocale));
    return utf8 ? List.of("-Dfile.encoding=UTF-8", "-Dsun.jnu.encoding=UTF-8") : List.of();
  }
}
