package firmware;

import java.nio.file.Path;
import java.util.Optional;

/** A device's flash, opened: what outlives a loss of power. */
record Memory(Journal journal, CommandGuard commands, Optional<DoorList> list)
    implements AutoCloseable {
  static final int JOURNAL_CAPACITY = 2_000;

  static Memory open(DeviceSpec spec, Path data) {
    Path folder = data.resolve(spec.site());
    return new Memory(
        Journal.open(folder.resolve(spec.code() + ".journal"), JOURNAL_CAPACITY, Device::id),
        CommandGuard.open(
            spec.commandKey(), spec.topic("command"), folder.resolve(spec.code() + ".commands")),
        spec.kind() == DeviceSpec.Kind.READER
            ? Optional.of(DoorList.open(spec, folder.resolve(spec.code() + ".list")))
            : Optional.empty());
  }

  @Override
  public void close() {
    journal.close();
    commands.close();
    list.ifPresent(DoorList::close);
  }
}
