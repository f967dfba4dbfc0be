package firmware;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A reader's own list: what it decides from, kept in flash, and how it becomes another. Only a
 * manifest signed by the server changes anything, and only lines that hash to what it says.
 */
final class DoorList implements AutoCloseable {
  private static final String PUT = "put ";
  private static final String DROP = "drop ";
  private static final String WHOLE = "whole";
  private static final String MANIFEST = "manifest ";
  private static final int SPARE_LINES = 500;

  /** What became of a message. */
  enum Took {
    /** The list, or how the door stands, is another. */
    CHANGED,
    /** Nothing new, or not yet enough of it. */
    NOTHING,
    /** Forged, damaged or not for this list. */
    UNUSABLE
  }

  private final Optional<Signer> signer;
  private final Optional<CredentialHash> hash;
  private final String topic;
  private final String door;
  private final Flash flash;
  private HashedLines lines = HashedLines.empty();
  private String linesHash = lines.hash();
  private Optional<Manifest> manifest = Optional.empty();
  private Optional<Assembly> assembly = Optional.empty();
  private boolean distrusted;
  private boolean unfinished;
  private int written;

  /** Parts of a change that is still coming. */
  private record Assembly(
      String to, Optional<String> base, int parts, Map<Integer, Messages.ListPart> come) {
    boolean belongs(Messages.ListPart part) {
      return part.to().equals(to) && part.base().equals(base) && part.parts() == parts;
    }
  }

  private DoorList(DeviceSpec spec, Optional<Signer> signer, Flash flash) {
    this.signer = signer;
    hash = spec.credentialKey().map(CredentialHash::new);
    topic = spec.topic("acl");
    door = spec.door().orElse("");
    this.flash = flash;
  }

  /** Opens the flash with the list that was whole last. */
  static DoorList open(DeviceSpec spec, Optional<Signer> signer, Path file) {
    return on(spec, signer, Flash.open(file));
  }

  static DoorList on(DeviceSpec spec, Optional<Signer> signer, Flash flash) {
    var list = new DoorList(spec, signer, flash);
    var put = new ArrayList<String>();
    var drop = new ArrayList<String>();
    for (String line : flash.takeLines()) {
      list.written++;
      if (line.startsWith(PUT)) put.add(line.substring(PUT.length()));
      else if (line.startsWith(DROP)) drop.add(line.substring(DROP.length()));
      else if (line.startsWith(MANIFEST)) {
        list.manifest = Messages.manifest(line.substring(MANIFEST.length()));
      } else if (line.equals(WHOLE)) {
        list.lines = list.lines.with(drop, put);
        put.clear();
        drop.clear();
      }
    }
    list.linesHash = list.lines.hash();
    // Of a change that power cut short; it must not become part of the next one.
    list.unfinished = !put.isEmpty() || !drop.isEmpty();
    return list;
  }

  /** Whether this reader can have a list at all. */
  boolean isProvisioned() {
    return signer.isPresent() && hash.isPresent();
  }

  /** Whether it is the list that the newest manifest speaks of. */
  boolean isCurrent() {
    return manifest.map(newest -> newest.hash().equals(linesHash)).orElse(false);
  }

  Optional<Manifest> manifest() {
    return manifest;
  }

  String hash() {
    return linesHash;
  }

  int size() {
    return lines.size();
  }

  Manifest.Mode mode() {
    return manifest.map(Manifest::mode).orElse(Manifest.Mode.NORMAL);
  }

  /** What to ask the server for. */
  String request() {
    Optional<String> have = distrusted ? Optional.empty() : Optional.of(linesHash);
    return Messages.listRequest(manifest.map(Manifest::version).orElse(0L), have);
  }

  /** A manifest has come, perhaps with what it takes to follow it. */
  Took announced(byte[] payload) {
    if (!isProvisioned()) return Took.UNUSABLE;
    Optional<Messages.Announcement> read = Messages.announcement(payload);
    if (read.isEmpty()) return Took.UNUSABLE;
    Messages.Announcement message = read.get();
    if (!signer.get().isGenuine(topic, message.manifest(), message.mac())) return Took.UNUSABLE;
    Optional<Manifest> said = Messages.manifest(message.manifest());
    if (said.isEmpty() || !said.get().door().equals(door)) return Took.UNUSABLE;
    Manifest fresh = said.get();
    if (manifest.isPresent() && manifest.get().version() >= fresh.version()) return Took.NOTHING;
    follow(fresh);
    if (message.base().equals(Optional.of(linesHash))) {
      change(fresh.hash(), message.drop(), message.put());
    }
    return Took.CHANGED;
  }

  /** A part of a list, or of what leads to it, has come. */
  Took part(byte[] payload) {
    Optional<Messages.ListPart> read = Messages.listPart(payload);
    if (read.isEmpty()) return Took.UNUSABLE;
    Messages.ListPart part = read.get();
    boolean wanted = manifest.map(Manifest::hash).equals(Optional.of(part.to())) && !isCurrent();
    boolean fits = part.base().map(linesHash::equals).orElse(true);
    if (!wanted || !fits) return Took.NOTHING;
    if (assembly.isEmpty() || !assembly.get().belongs(part)) {
      assembly = Optional.of(new Assembly(part.to(), part.base(), part.parts(), new HashMap<>()));
    }
    Assembly coming = assembly.get();
    coming.come().put(part.part(), part);
    if (coming.come().size() < coming.parts()) return Took.NOTHING;
    assembly = Optional.empty();
    return complete(coming) ? Took.CHANGED : Took.UNUSABLE;
  }

  /** What it says of a credential; {@code at} is empty while the clock is not set. */
  Local look(Credential credential, Optional<Instant> at) {
    if (manifest.isEmpty() || hash.isEmpty()) return new Local.Silent();
    Manifest holds = manifest.get();
    if (holds.needs().equals("two_factors")) return new Local.Silent();
    Optional<ListEntry> found = lines.line(hash.get().key(credential)).flatMap(ListEntry::of);
    if (found.isEmpty()) return new Local.Unknown();
    ListEntry entry = found.get();
    if (entry.suspended()) return new Local.Refuses("suspended");
    if (holds.mode() == Manifest.Mode.LOCKDOWN) return new Local.Refuses("lockdown");
    if (at.isEmpty()) return new Local.Refuses("clock_unset");
    Optional<String> notNow = entry.notNow(at.get());
    if (notNow.isPresent()) return new Local.Refuses(notNow.get());
    boolean weak = holds.needs().equals("proven") && credential.kind() != Credential.Kind.CARD;
    return weak ? new Local.Refuses("assurance_too_low") : new Local.Opens(holds.unlockMs());
  }

  @Override
  public void close() {
    flash.close();
  }

  private boolean complete(Assembly whole) {
    var put = new ArrayList<String>();
    var drop = new ArrayList<String>();
    for (Messages.ListPart part : whole.come().values()) {
      put.addAll(part.put());
      drop.addAll(part.drop());
    }
    if (whole.base().isEmpty()) {
      for (String line : lines.lines()) drop.add(HashedLines.key(line));
    }
    boolean good = change(whole.to(), drop, put);
    distrusted = !good;
    return good;
  }

  /** How the door stands holds at once, before the lines are there. */
  private void follow(Manifest fresh) {
    manifest = Optional.of(fresh);
    append(MANIFEST + fresh.text(), true);
  }

  /** Whether the lines came to what they should; else nothing changes. */
  private boolean change(String to, List<String> drop, List<String> put) {
    for (String line : put) if (ListEntry.of(line).isEmpty()) return false;
    for (String key : drop) if (!ListEntry.isKey(key)) return false;
    HashedLines next = lines.with(drop, put);
    if (!next.hash().equals(to)) return false;
    boolean afresh = unfinished || written > 2 * next.size() + SPARE_LINES;
    unfinished = true;
    if (afresh) {
      rewrite(next);
    } else {
      for (String key : drop) append(DROP + key, false);
      for (String line : put) append(PUT + line, false);
      append(WHOLE, true);
    }
    unfinished = false;
    lines = next;
    linesHash = to;
    return true;
  }

  private void rewrite(HashedLines to) {
    var all = new ArrayList<String>();
    for (String line : to.lines()) all.add(PUT + line);
    all.add(WHOLE);
    manifest.ifPresent(newest -> all.add(MANIFEST + newest.text()));
    flash.replace(all);
    written = all.size();
  }

  private void append(String line, boolean force) {
    flash.append(line, force);
    written++;
  }
}
