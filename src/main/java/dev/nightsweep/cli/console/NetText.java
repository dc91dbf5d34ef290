package dev.nightsweep.cli.console;

import dev.nightsweep.model.ModelCard;
import dev.nightsweep.text.Numbers;

/** A net to be, layer by layer, as the console draws it. */
public record NetText(ModelCard card) {

  /** One row a layer, and one of all together. */
  public TextTable table() {
    TextTable table = new TextTable("LAYER", "KIND", "OUTPUT", "PARAMETERS", "MULTIPLY-ADDS");
    card.layers()
        .forEach(
            layer ->
                table.row(
                    layer.name(),
                    layer.kind(),
                    layer.shape(),
                    Numbers.grouped(layer.parameters()),
                    Numbers.grouped(layer.multiplyAdds())));
    return table.row(
        "in all", "", "", Numbers.grouped(card.parameters()), Numbers.grouped(card.multiplyAdds()));
  }
}
