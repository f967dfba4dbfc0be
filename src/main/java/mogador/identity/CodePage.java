package mogador.identity;

import java.util.Optional;

/**
 * Giving the code back: shown by {@code POST /sign-in} and {@code POST /sign-in/code}.
 *
 * @param error a code of {@code code.error.CODE}
 * @param attemptsLeft with the error {@code wrong}
 * @param minutes how long the code is good for
 * @param mails whether the demo's mails can be read on {@code /demo/mails}
 */
public record CodePage(
    String email,
    String next,
    Optional<String> error,
    int attemptsLeft,
    long minutes,
    boolean mails) {}
