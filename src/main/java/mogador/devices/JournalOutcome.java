package mogador.devices;

/** Follows up what was committed; must not block for long and must not fail. */
@FunctionalInterface
interface JournalOutcome {
  void written(JournalWriter.Written written);
}
