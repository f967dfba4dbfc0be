package mogador.access;

import java.util.Locale;
import mogador.kernel.LocalText;

/** What a decision says to the person at the door, and to the desk. */
public enum DecisionWords {
  GRANTED("Bienvenue", "مرحبا", "Welcome"),
  WRONG_DOOR(
      "Lecteur mal configuré, voyez l’accueil",
      "القارئ غير مضبوط، اتصلوا بالاستقبال",
      "Reader set up wrongly, please ask at the desk"),
  STALE_REQUEST(
      "Demande trop ancienne, présentez à nouveau",
      "طلب قديم، أعيدوا المحاولة",
      "Request too old, please try again"),
  UNKNOWN_CREDENTIAL("Badge inconnu", "بطاقة غير معروفة", "Unknown badge"),
  REVOKED("Badge désactivé", "بطاقة معطلة", "Badge withdrawn"),
  EXPIRED("Badge expiré", "انتهت صلاحية البطاقة", "Badge expired"),
  CODE_EXPIRED(
      "Code dépassé, montrez celui du moment",
      "رمز متجاوز، أظهروا الرمز الحالي",
      "Code out of date, show the one of this moment"),
  CODE_USED(
      "Code déjà utilisé ici, attendez le suivant",
      "استعمل هذا الرمز هنا، انتظروا الرمز التالي",
      "Code already used here, wait for the next one"),
  SUSPENDED(
      "Accès suspendu, voyez l’accueil",
      "الولوج معلق، اتصلوا بالاستقبال",
      "Access suspended, please ask at the desk"),
  LOCKDOWN(
      "Accès fermé à tous pour le moment, la sortie est libre",
      "الولوج مغلق أمام الجميع حاليا، والخروج حر",
      "Closed to everyone for now; the way out is free"),
  NO_RIGHT_HERE(
      "Pas d’accès par cette porte", "لا ولوج من هذا الباب", "No access through this door"),
  TOO_EARLY(
      "Trop tôt, votre accès n’a pas commencé",
      "الوقت مبكر، لم يبدأ ولوجكم بعد",
      "Too early, your access has not begun"),
  TOO_LATE("Votre accès est terminé", "انتهت مدة ولوجكم", "Too late, your access has ended"),
  OUTSIDE_HOURS(
      "Hors de vos horaires d’accès", "خارج أوقات ولوجكم", "Outside your hours of access"),
  ASSURANCE_TOO_LOW(
      "Cette porte demande un badge plus sûr",
      "هذا الباب يتطلب بطاقة أكثر أمانا",
      "This door asks for a stronger badge"),
  NOT_ON_LIST(
      "Le lecteur, hors ligne, ne connaît pas ce badge",
      "القارئ غير متصل ولا يعرف هذه البطاقة",
      "The reader was offline and does not know this badge"),
  CLOCK_UNSET(
      "Le lecteur était hors ligne et sans l’heure",
      "القارئ غير متصل وساعته غير مضبوطة",
      "The reader was offline and did not know the time"),
  SECOND_FACTOR_NEEDED("Tapez votre code secret", "أدخلوا رمزكم السري", "Enter your PIN"),
  WRONG_PIN("Code secret erroné", "رمز سري خاطئ", "Wrong PIN"),
  PIN_PAUSED(
      "Trop d’essais, réessayez dans dix minutes",
      "محاولات كثيرة، أعيدوا المحاولة بعد عشر دقائق",
      "Too many tries, try again in ten minutes"),
  ESCORT_NEEDED(
      "Entrez avec votre hôte, qui présente son badge avant vous",
      "ادخلوا مع مضيفكم بعد أن يقدم بطاقته",
      "Go in with your host, who shows a badge before you"),
  ANTI_PASSBACK(
      "Vous êtes déjà entré, sortez d’abord par le lecteur",
      "سبق أن دخلتم، سجلوا خروجكم أولا عند القارئ",
      "You are inside already; show your badge on the way out first"),
  CAPACITY_REACHED(
      "Complet pour le moment", "بلغ المكان طاقته القصوى حاليا", "Full for the moment"),
  SECOND_PERSON_NEEDED(
      "À deux seulement : que la seconde personne présente son badge",
      "الدخول لشخصين معا: ليقدم الشخص الثاني بطاقته",
      "In pairs only: the second person shows their badge now"),
  NO_ANSWER(
      "Le serveur n’a pas répondu à temps",
      "لم يجب الخادم في الوقت المناسب",
      "The server did not answer in time");

  private final String fr;
  private final String ar;
  private final String en;

  DecisionWords(String fr, String ar, String en) {
    this.fr = fr;
    this.ar = ar;
    this.en = en;
  }

  public LocalText text() {
    return new LocalText(fr, ar, en);
  }

  /** The words of a decision. */
  public static LocalText of(Decision decision) {
    return ofReason(decision.reason());
  }

  /** The words of a {@code reason} as journals carry it; one we do not know is shown as it is. */
  public static LocalText ofReason(String reason) {
    for (DecisionWords words : values()) {
      if (words.name().toLowerCase(Locale.ROOT).equals(reason)) return words.text();
    }
    return LocalText.same(reason.isBlank() ? "?" : reason);
  }
}
