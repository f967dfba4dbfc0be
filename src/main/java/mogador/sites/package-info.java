/** The parks' inventory: sites, floors, spaces, doors and devices, read from site files. */
@NullMarked
package mogador.sites;

import org.jspecify.annotations.NullMarked;
