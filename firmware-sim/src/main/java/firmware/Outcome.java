package firmware;

/** How a presentation ended, as the person sees it. */
record Outcome(String request, boolean granted, String reason, Texts message) {}
