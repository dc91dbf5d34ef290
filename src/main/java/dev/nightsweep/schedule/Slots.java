package dev.nightsweep.schedule;

/** How many runs may train at once: what the engine has, fewer after memory ran short. */
final class Slots {
  private int open;

  Slots(int engineSlots) {
    this.open = engineSlots;
  }

  int open() {
    return open;
  }

  /** One fewer from now on, but never none; false if there is only one left. */
  boolean close() {
    if (open == 1) {
      return false;
    }
    open--;
    return true;
  }
}
