package firmware;

/** A sentence for the person at the door. */
record Texts(String fr, String ar, String en) {}
