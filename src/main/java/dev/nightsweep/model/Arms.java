package dev.nightsweep.model;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.RandomAccess;

/** An immutable list of arms that finds one by its id at once: a search has thousands. */
final class Arms extends AbstractList<Arm> implements RandomAccess {
  private final List<Arm> arms;
  private final Map<String, Arm> byId = new HashMap<>();

  private Arms(List<Arm> arms) {
    this.arms = List.copyOf(arms);
    this.arms.forEach(arm -> byId.putIfAbsent(arm.armId(), arm));
  }

  static Arms of(List<Arm> arms) {
    return arms instanceof Arms same ? same : new Arms(arms);
  }

  /**
   * @throws NoSuchElementException if there is none of that id
   */
  Arm find(String armId) {
    Arm arm = byId.get(armId);
    if (arm == null) {
      throw new NoSuchElementException("no arm has the id " + armId);
    }
    return arm;
  }

  @Override
  public Arm get(int index) {
    return arms.get(index);
  }

  @Override
  public int size() {
    return arms.size();
  }
}
