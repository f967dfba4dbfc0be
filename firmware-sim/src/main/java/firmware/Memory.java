package firmware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A device's flash, opened: what outlives a loss of power. */
record Memory(
    BootLoader boot, Keyring keys, Journal journal, CommandGuard commands, Optional<DoorList> list)
    implements AutoCloseable {
  static final int JOURNAL_CAPACITY = 2_000;

  static Memory open(DeviceSpec spec, Path data) {
    Path folder = data.resolve(spec.site());
    Keyring keys = Keyring.open(spec, folder.resolve(spec.code() + ".keys"));
    Optional<Signer> signer = spec.commandKey().map(key -> new Signer(keys));
    return new Memory(
        BootLoader.start(folder, spec.code()),
        keys,
        Journal.open(folder.resolve(spec.code() + ".journal"), JOURNAL_CAPACITY, Device::id),
        CommandGuard.open(signer, spec.topic("command"), folder.resolve(spec.code() + ".commands")),
        spec.kind() == DeviceSpec.Kind.READER
            ? Optional.of(DoorList.open(spec, signer, folder.resolve(spec.code() + ".list")))
            : Optional.empty());
  }

  /** Wipes the flash: a journal with another id, no list, no counter. */
  static void erase(DeviceSpec spec, Path data) {
    try {
      for (String ending : List.of(".journal", ".commands", ".list")) {
        Files.deleteIfExists(data.resolve(spec.site()).resolve(spec.code() + ending));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    journal.close();
    commands.close();
    list.ifPresent(DoorList::close);
  }
}
