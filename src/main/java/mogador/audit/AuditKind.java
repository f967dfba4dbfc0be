package mogador.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is entered in the trail; {@code audit.kind.CODE} says it in words. */
public enum AuditKind {
  /** Of a device's journal; its own kind is among the details. */
  EVENT(Group.EVENTS),
  EVENT_CONTRADICTED(Group.EVENTS),
  EVENTS_LOST(Group.EVENTS),
  COMMAND_ASKED(Group.COMMANDS),
  COMMAND_ANSWERED(Group.COMMANDS),
  DOOR_MODE_BEGUN(Group.COMMANDS),
  DOOR_MODE_ENDED(Group.COMMANDS),
  QR_ISSUED(Group.CREDENTIALS),
  CREDENTIAL_ENROLLED(Group.CREDENTIALS),
  CREDENTIAL_REVOKED(Group.CREDENTIALS),
  CREDENTIAL_LOST(Group.CREDENTIALS),
  CREDENTIAL_FOUND(Group.CREDENTIALS),
  CREDENTIAL_CHANGED(Group.CREDENTIALS),
  PIN_SET(Group.CREDENTIALS),
  STAFF_SIGNED_IN(Group.ADMINISTRATION),
  MANAGER_MADE(Group.ADMINISTRATION),
  MEMBER_JOINED(Group.ADMINISTRATION),
  SITE_IMPORTED(Group.ADMINISTRATION),
  PASSWORD_ISSUED(Group.ADMINISTRATION),
  LEASE_GRANTED(Group.ADMINISTRATION),
  LAYOUT_ADDED(Group.ADMINISTRATION),
  LAYOUT_WITHDRAWN(Group.ADMINISTRATION),
  PASSES_GIVEN(Group.ADMINISTRATION),
  CREDITS_GIVEN(Group.ADMINISTRATION),
  RIGHT_GIVEN(Group.CREDENTIALS),
  RIGHT_WITHDRAWN(Group.CREDENTIALS),
  PERSON_SUSPENDED(Group.CREDENTIALS),
  PERSON_REINSTATED(Group.CREDENTIALS),
  WHEREABOUTS_RESET(Group.CREDENTIALS),
  SCHEDULE_ADDED(Group.ADMINISTRATION),
  SCHEDULE_CHANGED(Group.ADMINISTRATION),
  SCHEDULE_RETIRED(Group.ADMINISTRATION),
  ALARM_ACKNOWLEDGED(Group.COMMANDS),
  ALARM_CLEARED(Group.COMMANDS),
  DEVICE_LOCKED_OUT(Group.ADMINISTRATION),
  DEVICE_TAKEN_UP(Group.ADMINISTRATION),
  DEVICE_CREATED(Group.ADMINISTRATION),
  DEVICE_ADOPTED(Group.ADMINISTRATION),
  DEVICE_LET_GO(Group.ADMINISTRATION),
  DEVICE_CODE_MADE(Group.ADMINISTRATION),
  DEVICE_PROVISIONED(Group.ADMINISTRATION),
  KEYS_FETCHED(Group.ADMINISTRATION),
  KEYS_RENEWED(Group.ADMINISTRATION),
  FIRMWARE_ADDED(Group.ADMINISTRATION),
  ROLLOUT_BEGUN(Group.ADMINISTRATION),
  ROLLOUT_HALTED(Group.ADMINISTRATION),
  ROLLOUT_RESUMED(Group.ADMINISTRATION),
  ROLLOUT_ROLLED_BACK(Group.ADMINISTRATION),
  ROLLOUT_ENDED(Group.ADMINISTRATION),
  /** Of a counted space. */
  COUNT_CORRECTED(Group.COMMANDS),
  MUSTER_BEGUN(Group.COMMANDS),
  MUSTER_ENDED(Group.COMMANDS),
  VISITOR_INVITED(Group.ADMINISTRATION),
  VISITOR_CHANGED(Group.ADMINISTRATION),
  VISIT_CANCELLED(Group.ADMINISTRATION),
  VISITOR_RECEIVED(Group.ADMINISTRATION),
  VISITOR_LEFT(Group.ADMINISTRATION);

  /** What people look for. */
  public enum Group {
    EVENTS,
    COMMANDS,
    CREDENTIALS,
    ADMINISTRATION;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Group> of(String code) {
      return Arrays.stream(values()).filter(group -> group.code().equals(code)).findFirst();
    }

    /** The codes of its kinds. */
    List<String> kinds() {
      return Arrays.stream(AuditKind.values())
          .filter(kind -> kind.group == this)
          .map(AuditKind::code)
          .toList();
    }
  }

  private final Group group;

  AuditKind(Group group) {
    this.group = group;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
