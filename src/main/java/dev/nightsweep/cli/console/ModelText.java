package dev.nightsweep.cli.console;

import dev.nightsweep.model.ModelCard;
import dev.nightsweep.text.Numbers;
import java.util.stream.Stream;

/** A model card as the console shows it. */
public record ModelText(ModelCard card) {

  public Stream<Object> lines() {
    TextTable departures = new TextTable("DEPARTURES FROM KRIZHEVSKY ET AL. 2012");
    card.departures().forEach(departures::row);
    return Stream.of("", layers(), "", departures);
  }

  private TextTable layers() {
    TextTable table =
        new TextTable("LAYER", "KIND", "OUTPUT", "PARAMETERS", "MULTIPLY-ADDS", "ONEDNN");
    card.layers()
        .forEach(
            layer ->
                table.row(
                    layer.name(),
                    layer.kind(),
                    layer.shape(),
                    Numbers.grouped(layer.parameters()),
                    Numbers.grouped(layer.multiplyAdds()),
                    layer.oneDnn() ? "yes" : "no"));
    table.row(
        "in all",
        "",
        "",
        Numbers.grouped(card.parameters()),
        Numbers.grouped(card.multiplyAdds()),
        "");
    return table;
  }
}
