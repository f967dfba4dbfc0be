package mogador.access;

/**
 * A PIN typed as a second factor. Hashed with the holder's id: a PIN is one person's, and the same
 * digits of two people have nothing in common.
 *
 * @param key what stands for it
 * @param underDuress what stands for the PIN that this one is the duress PIN of: the same digits,
 *     the last one lower by one, and 9 for 0
 * @param paused whether too many wrong ones came before
 */
public record PinTry(CredentialKey key, CredentialKey underDuress, boolean paused) {}
