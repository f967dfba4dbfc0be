package firmware;

import javax.net.SocketFactory;

/** Where a device's line goes out, and where it can be pulled. */
interface Plug {
  /** Makes the line's socket. */
  SocketFactory sockets();

  /** Ends the connection as a pulled plug would: without a word. */
  void pull();
}
