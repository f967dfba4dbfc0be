package firmware;

/** What one sees of a device from outside. */
record View(
    DeviceSpec device,
    boolean connected,
    String boot,
    String journal,
    long first,
    long last,
    int pending,
    long dropped,
    String shows) {}
