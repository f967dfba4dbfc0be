package mogador.visits;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * Who is to come, when and where, as somebody asks for it.
 *
 * @param space the code of where they meet; empty for the entrance
 */
record Wish(Visit.Guest guest, LocalDateTime from, LocalDateTime to, Optional<String> space) {}
