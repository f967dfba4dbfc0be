package firmware;

import java.util.Map;

/** What a reader says by itself, in three languages. */
final class Words {
  private static final Map<String, Texts> WORDS =
      Map.ofEntries(
          Map.entry("granted", new Texts("Bienvenue", "مرحبا", "Welcome")),
          Map.entry("suspended", new Texts("Accès suspendu", "الولوج معلق", "Access suspended")),
          Map.entry(
              "lockdown",
              new Texts(
                  "Accès fermé à tous pour le moment", "الولوج مغلق حاليا", "Closed to everyone")),
          Map.entry("too_early", new Texts("Trop tôt", "الوقت مبكر", "Too early")),
          Map.entry(
              "too_late",
              new Texts("Votre accès est terminé", "انتهت مدة ولوجكم", "Your access has ended")),
          Map.entry(
              "assurance_too_low",
              new Texts(
                  "Badge plus sûr demandé",
                  "مطلوب بطاقة أكثر أمانا",
                  "A stronger badge is needed")),
          Map.entry(
              "clock_unset",
              new Texts(
                  "Horloge non réglée, hors ligne", "الساعة غير مضبوطة", "Offline, clock not set")),
          Map.entry(
              "not_on_list",
              new Texts(
                  "Hors ligne, badge inconnu ici",
                  "غير متصل، بطاقة غير معروفة",
                  "Offline, badge not known here")),
          Map.entry(
              "no_answer",
              new Texts(
                  "Pas de réponse, réessayez", "لا يوجد رد، أعد المحاولة", "No answer, try again")),
          Map.entry(
              "code_expired",
              new Texts(
                  "Code dépassé, montrez celui du moment",
                  "رمز متجاوز، أظهروا الرمز الحالي",
                  "Code out of date, show the one of this moment")),
          Map.entry(
              "code_used",
              new Texts(
                  "Code déjà utilisé ici, attendez le suivant",
                  "استعمل هذا الرمز هنا، انتظروا الرمز التالي",
                  "Code already used here, wait for the next one")));

  private Words() {}

  static Texts of(String reason) {
    Texts words = WORDS.get(reason);
    return words == null ? new Texts(reason, reason, reason) : words;
  }
}
