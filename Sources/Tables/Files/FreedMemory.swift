internal import CRowKernels

/// Memory that the program has freed and its allocator still holds.
public enum FreedMemory {
  /// Gives freed memory back to the system, as far as whole pages are free.
  ///
  /// An allocator keeps what was freed for the next time. After a phase that needed much, and before
  /// one that needs other things, that only adds up: the largest memory of a program is then the sum
  /// of its phases and not the largest of them.
  public static func giveBack() { cmemory_give_back() }
}
