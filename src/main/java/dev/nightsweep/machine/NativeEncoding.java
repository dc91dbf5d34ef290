package dev.nightsweep.machine;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The encoding of file names, and of what programs are told. In the locales C and POSIX Java takes
 * ASCII for it, whatever it is told, and hands over a question mark for any other letter; what such
 * a system has is bytes, which today are UTF-8.
 */
final class NativeEncoding {
  private NativeEncoding() {}

  /** What workers, and by them programs, are started with so that they read and write UTF-8. */
  static Map<String, String> variables() {
    return variables(System.getProperty("sun.jnu.encoding", "UTF-8"));
  }

  static Map<String, String> variables(String ofLocale) {
    return Charset.isSupported(ofLocale)
            && Charset.forName(ofLocale).equals(StandardCharsets.US_ASCII)
        ? Map.of("LC_ALL", "C.UTF-8")
        : Map.of();
  }
}
