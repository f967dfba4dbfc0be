package mogador.identity;

import java.util.List;
import java.util.Optional;

/**
 * Asking for a code: {@code GET} and {@code POST /sign-in}.
 *
 * @param email as typed, to correct it
 * @param next the path to go to afterwards, within this site
 * @param error a code of {@code sign_in.error.CODE}
 * @param demoAccounts to choose from with one tap; none outside a demo
 */
public record SignInPage(
    String email, String next, Optional<String> error, List<DemoAccount> demoAccounts) {

  /** An account of the demo; {@code role} is a code of {@code role.CODE}. */
  public record DemoAccount(String email, String name, String role) {}

  public SignInPage {
    demoAccounts = List.copyOf(demoAccounts);
  }
}
