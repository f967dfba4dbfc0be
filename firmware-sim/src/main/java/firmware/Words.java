package firmware;

import java.util.Map;

/** What a reader says by itself, in three languages. */
final class Words {
  private static final Map<String, Texts> WORDS =
      Map.of(
          "granted",
          new Texts("Bienvenue", "مرحبا", "Welcome"),
          "suspended",
          new Texts("Accès suspendu", "الولوج معلق", "Access suspended"),
          "lockdown",
          new Texts("Accès fermé à tous pour le moment", "الولوج مغلق حاليا", "Closed to everyone"),
          "too_early",
          new Texts("Trop tôt", "الوقت مبكر", "Too early"),
          "too_late",
          new Texts("Votre accès est terminé", "انتهت مدة ولوجكم", "Your access has ended"),
          "assurance_too_low",
          new Texts(
              "Badge plus sûr demandé", "مطلوب بطاقة أكثر أمانا", "A stronger badge is needed"),
          "clock_unset",
          new Texts(
              "Horloge non réglée, hors ligne", "الساعة غير مضبوطة", "Offline, clock not set"),
          "not_on_list",
          new Texts(
              "Hors ligne, badge inconnu ici",
              "غير متصل، بطاقة غير معروفة",
              "Offline, badge not known here"),
          "no_answer",
          new Texts(
              "Pas de réponse, réessayez", "لا يوجد رد، أعد المحاولة", "No answer, try again"));

  private Words() {}

  static Texts of(String reason) {
    Texts words = WORDS.get(reason);
    return words == null ? new Texts(reason, reason, reason) : words;
  }
}
