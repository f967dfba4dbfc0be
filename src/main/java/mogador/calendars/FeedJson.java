package mogador.calendars;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import mogador.sites.Network;
import mogador.sites.Space;

/** Feeds as the REST contract says them. */
final class FeedJson {
  private FeedJson() {}

  /**
   * A feed.
   *
   * @param url its address, when it was just given out
   */
  static JsonObject of(Network network, Feed feed, Optional<String> url) {
    var json =
        new JsonObject()
            .put("id", feed.id().toString())
            .put("kind", FeedStore.kind(feed.of()))
            .put("created_at", feed.createdAt().toString())
            .put("changed_at", feed.changedAt().toString());
    switch (feed.of()) {
      case Feed.Of.Own() -> {}
      case Feed.Of.Company company ->
          json.put("company", company.id().toString()).put("company_name", company.name());
      case Feed.Of.Space(long id) ->
          network.spaceById(id).map(Space::reference).ifPresent(ref -> json.put("space", ref));
    }
    url.ifPresent(address -> json.put("url", address));
    return json;
  }
}
