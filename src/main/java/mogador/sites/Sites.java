package mogador.sites;

public final class Sites {
  private volatile Network n = Network.EMPTY;

  public Network current() {
    return n;
  }
}
