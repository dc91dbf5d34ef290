package dev.nightsweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** THIRD_PARTY.md tells what is shipped, no more and no less, and what is known against it. */
class ThirdPartyTest {
  private static final String SHIPPED = "Shipped: the runtime class path";
  private static final String INSIDE = "Inside these jars";
  private static final String OTHERS = "Shipped: what is no jar";
  private static final String CUDA = "Only with `-Pcuda`, downloaded when it is asked for";
  private static final String PORTABLE = "Only with `-Pportable`, for every platform";
  private static final String ADVISORIES = "Advisories";
  private static final String TEXTS = "Licence texts";
  private static final String SEE = "[see](#advisories)";
  private static final Pattern ADVISORY =
      Pattern.compile("CVE-\\d{4}-\\d+|GHSA-\\w{4}-\\w{4}-\\w{4}|issue \\d+");

  private final List<ShippedLibrary> libraries = ShippedLibrary.all();

  @Test
  void everyLibraryOfTheRuntimeClassPathIsListedWithItsVersion() {
    Map<String, String> listed = ThirdPartyList.versions(SHIPPED);
    listed.putAll(ThirdPartyList.versions(CUDA));
    listed.putAll(ThirdPartyList.versions(PORTABLE));
    assertThat(libraries)
        .filteredOn(it -> !it.version().equals(listed.get(it.name())))
        .extracting(
            it -> "| `%s` | %s | its licence | what for | ? |".formatted(it.name(), it.version()))
        .as("lines to add to, or to mend in, «%s» of %s", SHIPPED, ThirdPartyList.FILE)
        .isEmpty();
  }

  @Test
  void noLibraryIsListedThatIsNotOnTheRuntimeClassPath() {
    Set<String> names =
        libraries.stream().map(ShippedLibrary::name).collect(Collectors.toCollection(TreeSet::new));
    assertThat(names).hasSizeGreaterThan(40);
    assertThat(ThirdPartyList.versions(SHIPPED).keySet())
        .filteredOn(name -> !names.contains(name))
        .as("lines to remove from «%s» of %s", SHIPPED, ThirdPartyList.FILE)
        .isEmpty();
  }

  @Test
  void whatJarsCarryInsideIsListedWithItsVersion() {
    assertThat(
            ThirdPartyList.rows(INSIDE).stream()
                .map(row -> "%s contains %s %s".formatted(row.get(0), row.get(1), row.get(2))))
        .containsExactlyInAnyOrderElementsOf(
            libraries.stream().flatMap(it -> it.contained().stream()).distinct().toList());
  }

  @Test
  void everyLibraryThatIsSaidToHaveAdvisoriesHasThemAndNoOther() {
    Set<String> said =
        Stream.of(
                noted(ThirdPartyList.rows(SHIPPED), 0, 4),
                noted(ThirdPartyList.rows(INSIDE), 1, 4),
                noted(ThirdPartyList.rows(OTHERS), 0, 4))
            .flatMap(Set::stream)
            .map(it -> it.replaceFirst(" \\(.*\\)", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> told =
        ThirdPartyList.rows(ADVISORIES).stream()
            .map(row -> row.get(0).replace(" (ND4J's)", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(told).as("libraries in «%s», by version", ADVISORIES).isEqualTo(said);
  }

  @Test
  void everyAdvisoryIsNamedAndAnsweredOnADate() {
    assertThat(ThirdPartyList.part(ADVISORIES))
        .containsPattern("on \\*\\*\\d{4}-\\d\\d-\\d\\d\\*\\*");
    assertThat(ThirdPartyList.rows(ADVISORIES))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            row -> {
              assertThat(row).hasSize(5).doesNotContain("");
              assertThat(row.get(1)).containsPattern(ADVISORY);
            });
  }

  @Test
  void everyJarWithoutItsOwnLicenceHasItInTheList() {
    Map<String, String> licences = new TreeMap<>();
    Stream.of(SHIPPED, CUDA, PORTABLE)
        .flatMap(part -> ThirdPartyList.rows(part).stream())
        .forEach(row -> licences.put(row.get(0), row.get(2)));
    List<String> without =
        Stream.concat(
                libraries.stream()
                    .filter(it -> !it.carriesItsLicence())
                    .map(ShippedLibrary::name)
                    .filter(it -> !isApache(licences.getOrDefault(it, "unknown"))),
                ThirdPartyList.rows(INSIDE).stream()
                    .filter(row -> !isApache(row.get(3)))
                    .map(row -> row.get(1)))
            .toList();
    assertThat(without).isNotEmpty();
    String texts = ThirdPartyList.part(TEXTS);
    assertThat(without).filteredOn(it -> !texts.contains("`" + it + "`")).isEmpty();
    assertThat(texts).contains("Permission is hereby granted", "Redistribution and use in source");
  }

  @Test
  void theLauncherCarriesTheListAndTheLicence() throws IOException {
    assertThat(Files.readString(Path.of("LICENSE"))).contains("Apache License", "Version 2.0");
    assertThat(Files.readString(Path.of("src/main/assembly/launcher.xml")))
        .contains("<include>LICENSE</include>", "<include>THIRD_PARTY.md</include>");
  }

  @Test
  void chartsAreOfTheListedVersionWithLicenceAndNotice() throws IOException {
    String version =
        ThirdPartyList.rows(OTHERS).stream()
            .filter(row -> row.get(0).startsWith("Apache ECharts"))
            .map(row -> row.get(1))
            .findFirst()
            .orElseThrow();
    Path vendor = Path.of("src/main/resources/report/vendor");
    assertThat(Files.readString(Path.of("src/vendor/refresh"))).contains("${1:-" + version + "}");
    assertThat(
            Pattern.compile("version=\"([0-9.]+)\"")
                .matcher(Files.readString(vendor.resolve("echarts.min.js")))
                .results()
                .map(match -> match.group(1)))
        .contains(version);
    assertThat(Files.readString(vendor.resolve("echarts.LICENSE"))).contains("Apache License");
    assertThat(Files.readString(vendor.resolve("echarts.NOTICE"))).contains("Apache ECharts");
  }

  /** Libraries and versions of the rows that point to advisories. */
  private static Set<String> noted(List<List<String>> rows, int library, int advisories) {
    return rows.stream()
        .filter(row -> row.get(advisories).equals(SEE))
        .map(row -> row.get(library) + " " + row.get(library + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isApache(String licence) {
    return licence.contains("Apache-2.0") && !licence.contains("BSD");
  }
}
