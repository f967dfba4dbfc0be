package firmware;

/** What makes a device a reader or a sensor; all of it runs on the device's own thread. */
sealed interface Part permits Reader, Sensor {
  /** The device is connected and has said so. */
  void up();

  /** Asks for and tells all that may have been missed. */
  void sync();

  void arrived(String below, byte[] payload);

  /** What its light or display shows. */
  String shows();
}
