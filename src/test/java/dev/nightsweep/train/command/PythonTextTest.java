package dev.nightsweep.train.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightsweep.model.Setting;
import dev.nightsweep.model.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What CPython 3.11 wrote of the same values. */
class PythonTextTest {
  private static final Path FLOATS =
      Path.of("src/test/resources/dev/nightsweep/train/command/python-floats.txt");

  @Test
  void realNumbersAreWrittenAsPythonWritesThem() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> lines =
        Files.readAllLines(FLOATS).stream().filter(l -> !l.startsWith("#")).toList();
    assertThat(lines).hasSizeGreaterThan(1900);
    for (String line : lines) {
      String[] fields = line.split(" ", 2);
      String ours =
          PythonFloat.text(Double.longBitsToDouble(Long.parseUnsignedLong(fields[0], 16)));
      if (!ours.equals(fields[1])) {
        wrong.add(line + " but " + ours);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void listsMapsAndNothingAreWrittenAsPythonWritesThem() {
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("c", 1e16);
    inner.put("d", "say \"x\"");
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("a", Arrays.asList(1L, 0.1, 1e-5, true, null, "it's"));
    all.put("b", inner);
    all.put("é", "日\n\t\\\0\u00a0\uD83C\uDF19\u007f\u200b'\"");
    assertThat(PythonText.str(all))
        .isEqualTo(
            "{'a': [1, 0.1, 1e-05, True, None, \"it's\"], 'b': {'c': 1e+16, 'd': 'say \"x\"'},"
                + " 'é': '日\\n\\t\\\\\\x00\\xa0\uD83C\uDF19\\x7f\\u200b\\'\"'}");
    assertThat(PythonJson.text(all))
        .isEqualTo(
            "{\"a\": [1, 0.1, 1e-05, true, null, \"it's\"], \"b\": {\"c\": 1e+16, \"d\": \"say"
                + " \\\"x\\\"\"}, \"\\u00e9\": \"\\u65e5\\n\\t\\\\\\u0000\\u00a0\\ud83c\\udf19"
                + "\\u007f\\u200b'\\\"\"}");
  }

  @Test
  void aSettingIsWrittenAsThePythonValueThatItIs() {
    assertThat(PythonText.of(Setting.of(0.0001))).isEqualTo("0.0001");
    assertThat(PythonText.of(Setting.of(1e-5))).isEqualTo("1e-05");
    assertThat(PythonText.of(Setting.of(1.0))).isEqualTo("1.0");
    assertThat(PythonText.of(Setting.of(1))).isEqualTo("1");
    assertThat(PythonText.of(Setting.of("true"))).isEqualTo("true");
    assertThat(PythonText.of(Setting.of(true))).isEqualTo("True");
  }

  @Test
  void whatIsNestedInTheSpecIsAnObjectAndOtherPointsArePartOfNames() {
    Settings settings =
        Settings.of(
            Map.of(
                "opt.lr", Setting.of(0.1),
                "opt.decay.rate", Setting.of(1),
                "opt.decay.by.step", Setting.of(true),
                "model.size", Setting.of("s")));
    assertThat(PythonJson.text(ParametersJson.values(settings, Set.of("opt", "opt.decay"))))
        .isEqualTo(
            "{\"model.size\": \"s\", \"opt\": {\"decay\": {\"by.step\": true, \"rate\": 1}, \"lr\":"
                + " 0.1}}");
    assertThat(PythonJson.text(ParametersJson.values(settings, Set.of()))).contains("\"opt.lr\"");
  }
}
