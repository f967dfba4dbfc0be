package mogador.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import firmware.TestMaker;
import io.vertx.core.buffer.Buffer;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import mogador.fleet.NewFirmware;
import mogador.platform.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Firmware as a browser sends it: kept whole or not at all, and only for those who may. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirmwareUploadIT {
  private static final String PATH = "/ops/essaouira/firmware/images";
  private static final String EDGE = "----an-edge-that-no-image-has";

  private final TestMaker maker = new TestMaker();
  private final HttpClient http = HttpClient.newHttpClient();
  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.start();
  }

  @AfterAll
  void stop() {
    http.close();
    server.close();
  }

  @Test
  void whatAManagerUploadsIsWhatDevicesFetchAndTheTrailSaysWhoItWas() throws Exception {
    byte[] image = maker.image("a 1", true);
    HttpResponse<String> added = upload("reader", "a 1", image, signature(image));
    assertThat(added.statusCode()).isEqualTo(303);
    String address = added.headers().firstValue("location").orElseThrow();
    assertThat(address).startsWith("/ops/essaouira/firmware?added=");
    assertThat(get(address)).contains("role=\"status\"", "a 1");
    var fetched =
        http.send(
            HttpRequest.newBuilder(URI.create(server.url() + "/devices/firmware/" + hash(image)))
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(fetched.body()).isEqualTo(image);
    assertThat(server.count("select count(*) from firmware where version = 'a 1'")).isOne();
    assertThat(
            server.count(
                """
                select count(*) from audit_entry e join audit_personal p using (site_id, number)
                where e.kind = 'firmware_added' and e.subject = 'a 1' and p.field = 'by'
                  and p.value = $1
                """,
                server.manager().id().toString()))
        .isOne();
  }

  @Test
  void theLargestImageIsTakenAndOneByteMoreIsNot() throws Exception {
    byte[] image = new byte[NewFirmware.LARGEST];
    image[0] = 1;
    assertThat(upload("reader", "large", image, signature(image)).statusCode()).isEqualTo(303);
    assertThat(server.count("select length(image)::bigint from firmware where version = 'large'"))
        .isEqualTo(NewFirmware.LARGEST);
    byte[] more = new byte[NewFirmware.LARGEST + 1];
    refused(upload("reader", "larger", more, signature(more)), "image");
    // Beyond what any form may have, nothing is read.
    assertThat(declared(64L * 1024 * 1024)).isEqualTo(413);
  }

  @Test
  void whatIsWrongIsSaidAtItsFieldInTheLanguageOfThePage() throws Exception {
    byte[] image = maker.image("b", true);
    long before = server.count("select count(*) from firmware");
    String french = refused(upload("reader", "", image, signature(image)), "version");
    assertThat(french).contains("Une version compte de 1 à 64 caractères");
    HttpResponse<String> arabic =
        send(form("reader", "b", image, "0102"), server.manager().token(), "cookie", "lang=ar");
    assertThat(refused(arabic, "signature")).contains("<html lang=\"ar\"", "هذا الملف ليس توقيعا");
    refused(upload("teapot", "b", image, signature(image)), "kind");
    refused(upload("reader", "b", new byte[0], signature(image)), "image");
    refused(send(text("kind", "reader"), server.manager().token()), "image");
    assertThat(server.count("select count(*) from firmware")).isEqualTo(before);
  }

  @Test
  void aVersionOrAnImageThatIsThereIsNotAddedAgain() throws Exception {
    byte[] image = maker.image("c 1", true);
    assertThat(upload("reader", "c 1", image, signature(image)).statusCode()).isEqualTo(303);
    byte[] other = maker.image("c 1", true);
    assertThat(refused(upload("reader", "c 1", other, signature(other)), "version"))
        .contains("value=\"c 1\"");
    refused(upload("reader", "c 2", image, signature(image)), "image");
    assertThat(upload("seat_sensor", "c 1", other, signature(other)).statusCode()).isEqualTo(303);
    assertThat(
            server.count(
                """
                select count(*) from audit_entry
                where kind = 'firmware_added' and subject in ('c 1', 'c 2')
                """))
        .isEqualTo(2);
  }

  @Test
  void onlyManagersOfTheNetworkMayAndOnlyFromOurOwnPages() throws Exception {
    byte[] image = maker.image("d", true);
    byte[] form = form("reader", "d", image, signature(image));
    TestServer.Someone ofTheSite = server.someone("of-the-site@example.org");
    server
        .database()
        .sql()
        .run(
            """
            insert into staff_role (id, person_id, site_id, role)
            values (gen_random_uuid(), $1, 'essaouira', 'manager')
            """,
            ofTheSite.id());
    String page = get("/ops/essaouira/firmware", ofTheSite.token());
    assertThat(page).contains("<h1").doesNotContain("multipart/form-data");
    assertThat(send(form, ofTheSite.token()).statusCode()).isEqualTo(403);
    assertThat(send(form, server.nomad().token()).statusCode()).isEqualTo(403);
    assertThat(send(form, "not-a-token").statusCode()).isEqualTo(401);
    assertThat(send(form, server.manager().token(), "sec-fetch-site", "cross-site").statusCode())
        .isEqualTo(403);
    assertThat(server.count("select count(*) from firmware where version = 'd'")).isZero();
    // The connection is as good as before.
    assertThat(send(form, server.manager().token()).statusCode()).isEqualTo(303);
  }

  @Test
  void aFormThatBreaksOffOrIsNoneLeavesNothing() throws Exception {
    byte[] image = maker.image("e", true);
    byte[] whole =
        joined(
            part("kind", Optional.empty(), "reader".getBytes(UTF_8)),
            part("version", Optional.empty(), "e".getBytes(UTF_8)),
            part("signature", Optional.of("image.bin.sig"), signature(image).getBytes(UTF_8)),
            part("image", Optional.of("image.bin"), image));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    assertThat(send(half, server.manager().token()).statusCode()).isIn(400, 422);
    assertThat(
            http.send(
                    request(server.manager().token())
                        .header("content-type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("kind=reader"))
                        .build(),
                    BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(415);
    assertThat(server.count("select count(*) from firmware where version = 'e'")).isZero();
  }

  private HttpResponse<String> upload(String kind, String version, byte[] image, String signature)
      throws Exception {
    return send(form(kind, version, image, signature), server.manager().token());
  }

  private HttpResponse<String> send(byte[] form, String token, String... headers) throws Exception {
    var request = request(token).header("content-type", "multipart/form-data; boundary=" + EDGE);
    for (int i = 0; i < headers.length; i += 2) request.setHeader(headers[i], headers[i + 1]);
    return http.send(
        request.POST(BodyPublishers.ofByteArray(form)).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String token) {
    return HttpRequest.newBuilder(URI.create(server.url() + PATH))
        .version(HttpClient.Version.HTTP_1_1)
        .timeout(Duration.ofSeconds(30))
        .header("authorization", "Bearer " + token)
        .header("sec-fetch-site", "same-origin");
  }

  /** The status for a form of which only the head is sent, with this length. */
  private int declared(long length) throws Exception {
    URI uri = URI.create(server.url());
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(10_000);
      String head =
          "POST %s HTTP/1.1\r\nhost: %s\r\nsec-fetch-site: same-origin\r\ncontent-length: %d\r\n"
                  .formatted(PATH, uri.getAuthority(), length)
              + "content-type: multipart/form-data; boundary=%s\r\nauthorization: Bearer %s\r\n\r\n"
                  .formatted(EDGE, server.manager().token());
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      var answer = new String(socket.getInputStream().readNBytes(12), US_ASCII);
      return Integer.parseInt(answer.substring(9));
    }
  }

  private String get(String path) throws Exception {
    return get(path, server.manager().token());
  }

  private String get(String path, String token) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("authorization", "Bearer " + token)
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  /** The page, which says so at that field. */
  private static String refused(HttpResponse<String> answer, String field) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(answer.body())
        .contains("id=\"fault-" + field + "\"", "aria-describedby=\"fault-" + field + "\"");
    return answer.body();
  }

  private String signature(byte[] image) throws Exception {
    return HexFormat.of().formatHex(maker.sign(image)) + "\n";
  }

  private static String hash(byte[] image) {
    return HexFormat.of().formatHex(Ids.sha256(image));
  }

  private static byte[] form(String kind, String version, byte[] image, String signature) {
    return joined(
        part("kind", Optional.empty(), kind.getBytes(UTF_8)),
        part("version", Optional.empty(), version.getBytes(UTF_8)),
        part("image", Optional.of("image.bin"), image),
        part("signature", Optional.of("image.bin.sig"), signature.getBytes(UTF_8)));
  }

  private static byte[] text(String name, String value) {
    return joined(part(name, Optional.empty(), value.getBytes(UTF_8)));
  }

  private static byte[] joined(Buffer... parts) {
    var form = Buffer.buffer();
    Stream.of(parts).forEach(form::appendBuffer);
    return form.appendString("--" + EDGE + "--\r\n").getBytes();
  }

  private static Buffer part(String name, Optional<String> file, byte[] content) {
    return Buffer.buffer("--" + EDGE + "\r\ncontent-disposition: form-data; name=\"" + name + "\"")
        .appendString(file.map(it -> "; filename=\"" + it + "\"").orElse(""))
        .appendString(file.isPresent() ? "\r\ncontent-type: application/octet-stream" : "")
        .appendString("\r\n\r\n")
        .appendBytes(content)
        .appendString("\r\n");
  }
}
