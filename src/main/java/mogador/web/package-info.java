/** What every page and answer needs: languages, page frame, assets, problems, live events. */
@NullMarked
package mogador.web;

import org.jspecify.annotations.NullMarked;
