package mogador.sites;

import java.time.LocalDate;
import java.util.Optional;
import mogador.kernel.LocalText;

/** The holidays of Morocco, as Jollyday names them and as people do. */
enum MoroccanHoliday {
  NEW_YEAR("NEW_YEAR", "Nouvel An", "رأس السنة الميلادية", "New Year’s Day"),
  INDEPENDENCE_MANIFESTO(
      "PROCLAMATION_OF_INDEPENDENCE",
      "Manifeste de l’Indépendance",
      "ذكرى تقديم وثيقة المطالبة بالاستقلال",
      "Independence Manifesto Day"),
  AMAZIGH_NEW_YEAR(
      "AMAZIGH_NEW_YEAR", "Nouvel An amazigh", "رأس السنة الأمازيغية", "Amazigh New Year"),
  LABOUR_DAY("LABOUR_DAY", "Fête du Travail", "عيد الشغل", "Labour Day"),
  THRONE_DAY("ENTHRONEMENT", "Fête du Trône", "عيد العرش", "Throne Day"),
  OUED_ED_DAHAB(
      "ZIKRA_OUED_ED_DAHAB",
      "Journée de Oued Ed-Dahab",
      "ذكرى استرجاع إقليم وادي الذهب",
      "Oued Ed-Dahab Day"),
  REVOLUTION(
      "REVOLUTION_OF_THE_KING_AND_THE_PEOPLE",
      "Révolution du Roi et du Peuple",
      "ذكرى ثورة الملك والشعب",
      "Revolution of the King and the People"),
  YOUTH_DAY("YOUTH", "Fête de la Jeunesse", "عيد الشباب", "Youth Day"),
  /** 31 October, decreed in January 2026; Jollyday 2.19 lacks it. */
  AID_AL_WAHDA("", "Aïd Al Wahda", "عيد الوحدة", "Unity Day"),
  GREEN_MARCH("GREEN_MARCH", "Marche Verte", "ذكرى المسيرة الخضراء", "Green March Day"),
  INDEPENDENCE_DAY(
      "INDEPENDENCE_DAY", "Fête de l’Indépendance", "عيد الاستقلال", "Independence Day"),
  HIJRI_NEW_YEAR("islamic.NEWYEAR", "1er Moharram", "فاتح محرم", "Hijri New Year"),
  AID_AL_FITR("islamic.ID_AL_FITR", "Aïd Al Fitr", "عيد الفطر", "Eid al-Fitr"),
  AID_AL_ADHA("islamic.ID_UL_ADHA", "Aïd Al Adha", "عيد الأضحى", "Eid al-Adha"),
  AID_AL_MAWLID(
      "islamic.MAWLID_AN_NABI", "Aïd Al Mawlid", "عيد المولد النبوي", "Prophet’s Birthday");

  private static final int WAHDA_SINCE = 2026;

  private final String key;
  private final String fr;
  private final String ar;
  private final String en;

  MoroccanHoliday(String key, String fr, String ar, String en) {
    this.key = key;
    this.fr = fr;
    this.ar = ar;
    this.en = en;
  }

  static Optional<MoroccanHoliday> ofKey(String key) {
    for (MoroccanHoliday holiday : values()) {
      if (holiday.key.equals(key)) return Optional.of(holiday);
    }
    return Optional.empty();
  }

  static boolean isCode(String code) {
    for (MoroccanHoliday holiday : values()) if (holiday.code().equals(code)) return true;
    return false;
  }

  /** As site files and the API write it, e.g. {@code aid-al-fitr}. */
  String code() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  LocalText text() {
    return new LocalText(fr, ar, en);
  }

  /** By the moon: an estimate until it is announced. */
  boolean islamic() {
    return key.startsWith("islamic.");
  }

  /** The two Aïds and the Mawlid last two days; Jollyday tells the first. */
  int days() {
    return islamic() && this != HIJRI_NEW_YEAR ? 2 : 1;
  }

  static Optional<LocalDate> wahda(int year) {
    return year < WAHDA_SINCE ? Optional.empty() : Optional.of(LocalDate.of(year, 10, 31));
  }
}
