package dev.nightsweep.train.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightsweep.spec.Problem;
import dev.nightsweep.spec.SpecException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, where, and in which words; each row is one file with one problem. */
class NetFileRefusalTest {
  private static final String END = "{name: out, kind: dense, units: classes}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "[a] # 1:1 a net file (a list) must be a map",
        "{about: x} # 1:1 a net without layers / Maybe add layers:",
        "{layers: []} # 1:10 layers must not be an empty list",
        "{layer: [], layers: [END]} # 1:2 unknown key 'layer'; did you mean 'layers'?",
        "{layers: [{kind: flatten}, END]} # 1:11 a layer without a name / Maybe add name:",
        "{layers: [{name: a}, END]} # 1:11 a layer without a kind / Maybe add kind:",
        "{layers: [{name: a-b, kind: flatten}, END]} # 1:18 'a-b' cannot be the name of a layer / Maybe use up to 60 letters, digits and _",
        "{layers: [{name: a, kind: Conv2D}, END]} # 1:27 kind ('Conv2D') must be one of convolution, max_pooling, average_pooling, global_max_pooling, global_average_pooling, dense, dropout, batch_normalization, lrn, activation, flatten, scale, residual, softmax; Keras' Conv2D is convolution",
        "{layers: [{name: a, kind: denes, units: 3}, END]} # 1:27 kind ('denes') must be one of convolution, max_pooling, average_pooling, global_max_pooling, global_average_pooling, dense, dropout, batch_normalization, lrn, activation, flatten, scale, residual, softmax; did you mean 'dense'?",
        "{layers: [{name: a, kind: dense}, END]} # 1:11 a has no units: numbers that it puts out / Maybe add units:",
        "{layers: [{name: a, kind: dense, units: 3, kernel: 3}, END]} # 1:44 a dense layer has no 'kernel' / It has name, kind, when, units, dropout, activation, bias, initialization, deviation, bias_start, weight_decay",
        "{layers: [{name: a, kind: dense, units: 0}, END]} # 1:41 a.units ('0') must be an integer 1…2147483647",
        "{layers: [{name: a, kind: dense, units: true}, END]} # 1:41 a.units ('true') must be an integer 1…2147483647",
        "{layers: [{name: a, kind: dense, units: 010}, END]} # 1:41 a.units: '010' can be read as 10 (YAML 1.2) or as octal, 8 (YAML 1.1) / Maybe write 10, or quote it if it is text",
        "{layers: [{name: a, kind: dense, units: 3, activation: rleu}, END]} # 1:56 a.activation ('rleu') must be one of linear | relu | tanh | sigmoid | leaky_relu | elu, or a parameter; did you mean 'relu'?",
        "{layers: [{name: a, kind: dense, units: 3 * widht}, END], parameters: {width: {type: real, default: 1}}} # 1:45 a.units ('3 * widht'): there is no parameter 'widht'; did you mean 'width'?",
        "{layers: [{name: a, kind: dense, units: 3 +}, END]} # 1:44 a.units ('3 +'): the end stands where a number, a parameter or a function should",
        "{layers: [{name: a, kind: dense, units: '3 3'}, END]} # 1:44 a.units ('3 3'): '3' stands where nothing more should",
        "{layers: [{name: a, kind: dense, units: sqrt(9)}, END]} # 1:41 a.units ('sqrt(9)'): 'sqrt' of 1 is no function; there are floor(a), ceil(a), round(a), min(a, b), max(a, b) and if(condition, a, b)",
        "{layers: [{name: a, kind: dense, units: classes == 3}, END]} # 1:41 a.units ('classes == 3'): is true or false, and not a number",
        "{layers: [{name: a, kind: dense, units: 3, when: classes}, END]} # 1:50 when ('classes'): is a number, and not true or false",
        "{layers: [{name: a, kind: dense, units: 3, when: p == z}, END], parameters: {p: {type: choice, values: [x, y], default: x}}} # 1:55 when ('p == z'): p is never z; it is x | y",
        "{layers: [{name: a, kind: dense, units: 3 / (classes - classes)}, END]} # 1:11 3 / (classes - classes) is Infinity; units must be an integer 1…2147483647, at classes 10.",
        "{layers: [{name: a, kind: dense, units: classes * 0.05}, END]} # 1:11 classes * 0.05 is 0.5, rounded down to 0; units must be an integer 1…2147483647, at classes 10.",
        "{layers: [END], parameters: {epochs: {type: flag, default: true}}} # 1:67 every net has a parameter 'epochs' already / Maybe call it something else",
        "{layers: [END], parameters: {a: {type: flag}}} # 1:70 a has no default / Maybe add default:",
        "{layers: [END], parameters: {a: {type: fun, default: 1}}} # 1:77 type ('fun') must be one of real, integer, flag, choice, preset",
        "{layers: [END], parameters: {a: {type: flag, default: b}, b: {type: flag, default: true}}} # 1:92 default ('b'): there is no parameter 'b'",
        "{layers: [END], parameters: {a: {type: real, default: 3, max: 2}}} # 1:92 default ('3') must be a number in [0, 2]",
        "{layers: [END], parameters: {a: {type: real, default: 3, min: 4, max: 2}}} # 1:70 the range of the parameter holds nothing, or does not fit 32 bits",
        "{layers: [END], parameters: {classes: {type: flag, default: true}}} # 1:67 'classes' cannot be the name of a parameter / Maybe use letters, digits and _, with points between words",
        "{layers: [END], parameters: {on: {type: flag, default: true}}} # 1:67 'on' cannot be the name of a parameter / Maybe use letters, digits and _, with points between words",
        "{layers: [END], parameters: {out.bias: {type: flag, default: true}}} # 1:11 there are two parameters 'out.bias' / Maybe write bias: out.bias in the layer, or another name",
        "{layers: [{name: out, kind: flatten}, END]} # 1:39 Two layers are called out.",
        "{layers: [{name: a, kind: dense, units: 12}]} # 1:11 a, the last layer, makes 12 of its input 1×28×28, and the data have 10 classes. Let it be dense with units: classes.",
        "{layers: [{name: a, kind: convolution, filters: 8, kernel: 29}, END]} # 1:11 a does not fit: 29×29 with padding valid would make 8×0×0 of its input 1×28×28",
        "{layers: [{name: a, kind: flatten}, {name: b, kind: max_pooling}, END]} # 1:37 b needs maps with height and width, and gets 784 plain numbers",
        "{layers: [{name: a, kind: convolution, filters: 8, kernel: 3, groups: 2}, END]} # 1:11 a: 2 groups must divide its 1 input channels and its 8 filters (1×28×28 to 8×26×26)",
        "{layers: [{name: a, kind: max_pooling, kernel: 2, padding: 2}, END]} # 1:11 a: padding 2 is more than half of its kernel 2 (1×28×28 to 1×16×16)",
        "{layers: [{name: a, kind: residual, layers: [{name: b, kind: convolution, filters: 8, kernel: 3}]}, END]} # 1:11 a: its layers make 8×26×26 of its input 1×28×28, which no projection does; say a shortcut",
        "{layers: [{name: a, kind: residual}, END]} # 1:11 a has no layers inside it",
        "{layers: [{name: a, kind: residual, layers: [{name: b, kind: flatten, when: p}]}, END], parameters: {p: {type: flag, default: false}}} # 1:11 a: none of its layers is left",
        "{layers: [{name: softmax, kind: flatten}, END]} # 1:43 Only the end of the net, a softmax, can be called softmax.",
        "{layers: [{name: s, kind: softmax}, END]} # 1:37 The softmax can only be the last layer of the net.",
        "{layers: [{name: a, kind: dense, units: 90000}, {name: b, kind: dense, units: 90000}, END]} # 1:87 The net would have 8,171,640,010 parameters; at most 2,147,483,647 fit. Make its layers smaller.",
        "{layers: [END], input: {channels: 1, height: 28, width: 28}} # 1:61 the input has no classes / Maybe add classes:",
        "{layers: [END], input: {channels: 1, height: 0, width: 28, classes: 3}} # 1:83 height ('0') must be an integer from 1 to 10,000",
        "{layers: [END], refuse: [{say: '{z} is too much'}]} # 1:71 say ('{z} is too much'): there is no parameter 'z'",
        "{layers: [END], defaults: {filter: 3}} # 1:65 unknown key 'filter'; did you mean 'filters'?",
        "{layers: [END], vary: all} # 1:60 vary ('all') must be one of properties, parameters",
      })
  void everyProblemHasItsPlaceAndItsWords(String text, String problem) {
    List<Problem> problems = problems(text.replace("END", END));

    assertThat(problems)
        .singleElement()
        .extracting(p -> p.line() + ":" + p.column() + " " + p.message().replace("\n  ", " / "))
        .isEqualTo(problem);
  }

  /** In braces, YAML ends a value at a comma. */
  @Test
  void aCallInBracesIsToldToBeQuoted() {
    assertThat(
            problems(
                "{layers: [{name: a, kind: dense, units: max(1, 2)}, END]}".replace("END", END)))
        .extracting(Problem::message)
        .anySatisfy(message -> assertThat(message).contains("inside braces a comma ends a value"));
  }

  @Test
  void manyProblemsAreToldAtOnce() {
    String text =
        """
        parameters:
          width: {type: real, default: wide}
        layers:
          - {name: a, kind: dense, units: 0}
          - {name: b, kind: pool}
        """;

    assertThat(problems(text)).extracting(Problem::line).containsExactly(2, 4, 5);
  }

  @Test
  void hostileFilesEndSoon() {
    assertThat(problems("layers: [{name: a, kind: dense, units: '" + "(".repeat(400) + "'}]"))
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .contains("is nested more than 40 levels deep");
    assertThat(problems("layers: [{name: a, kind: dense, units: '" + "1+".repeat(400) + "1'}]"))
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .contains("has more than 500 characters");
    StringBuilder layers = new StringBuilder("layers:\n");
    for (int i = 0; i < 1001; i++) {
      layers.append("  - {name: a%d, kind: flatten}\n".formatted(i));
    }
    assertThat(problems(layers.toString()))
        .extracting(Problem::message)
        .contains("a net of more than 1000 layers");
  }

  private static List<Problem> problems(String text) {
    SpecException e = catchThrowableOfType(SpecException.class, () -> NetFileFixtures.read(text));
    assertThat(e).as("the file was accepted: %s", text).isNotNull();
    return e.problems();
  }
}
