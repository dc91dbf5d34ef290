package dev.nightsweep.data;

import java.util.List;
import java.util.stream.IntStream;

/** What the classes of known data sets are called, in the order of their labels. */
final class ClassNames {
  static final List<String> FASHION =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  /** Of each row of hiragana one. */
  static final List<String> KUZUSHIJI = words("o ki su tsu na ha ma ya re wo");

  /** Where a letter's two forms look alike they are one class, named by the capital. */
  static final List<String> EMNIST_BALANCED =
      words(
          "0 1 2 3 4 5 6 7 8 9 A B C D E F G H I J K L M N O P Q R S T U V W X Y Z"
              + " a b d e f g h n q r t");

  static final List<String> LETTERS = words("A B C D E F G H I J K L M N O P Q R S T U V W X Y Z");

  static final List<String> CIFAR10 =
      words("airplane automobile bird cat deer dog frog horse ship truck");

  static final List<String> CIFAR100 =
      words(
          "apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy bridge bus"
              + " butterfly camel can castle caterpillar cattle chair chimpanzee clock cloud"
              + " cockroach couch crab crocodile cup dinosaur dolphin elephant flatfish forest fox"
              + " girl hamster house kangaroo keyboard lamp lawn_mower leopard lion lizard lobster"
              + " man maple_tree motorcycle mountain mouse mushroom oak_tree orange orchid otter"
              + " palm_tree pear pickup_truck pine_tree plain plate poppy porcupine possum rabbit"
              + " raccoon ray road rocket rose sea seal shark shrew skunk skyscraper snail snake"
              + " spider squirrel streetcar sunflower sweet_pepper table tank telephone television"
              + " tiger tractor train trout tulip turtle wardrobe whale willow_tree wolf woman worm");

  private ClassNames() {}

  /** Names for classes of which only the number is known. */
  static List<String> numbers(int classes) {
    return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }

  private static List<String> words(String words) {
    return List.of(words.split(" "));
  }
}
