package mogador.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import mogador.kernel.Language;
import org.junit.jupiter.api.Test;

class PagesTest {
  private static final Pages PAGES = new Pages(new Assets(), _ -> Visitor.anyone(List.of()));

  @Test
  void everyPageIsWrittenInEveryLanguage() {
    SamplePages.all()
        .forEach(
            (path, sample) -> {
              for (Language language : Language.values()) {
                assertThat(html(language, sample))
                    .as(path + " in " + language)
                    .contains("<html lang=\"" + language.code() + "\"")
                    .containsOnlyOnce("<h1")
                    .contains("</html>");
              }
            });
  }

  @Test
  void noPageWeighsMoreThanSixtyKilobytesOnItsWay() {
    SamplePages.all()
        .forEach(
            (path, sample) ->
                assertThat(gzipped(html(Language.AR, sample))).as(path).isLessThan(60_000));
  }

  @Test
  void noPageCarriesStylesOrScriptsOfItsOwn() {
    SamplePages.all()
        .forEach(
            (path, sample) ->
                assertThat(html(Language.FR, sample))
                    .as(path)
                    .doesNotContainPattern("\\sstyle=")
                    .doesNotContainPattern("\\son[a-z]+=")
                    .doesNotContain("<style")
                    .doesNotContainPattern("<script(?! defer src=)")
                    .doesNotContainPattern("(href|src)=\"https?://(?!127)")
                    .doesNotContain("//cdn"));
  }

  @Test
  void templatesUseNoWordThatIsMissing() throws IOException {
    Pattern used = Pattern.compile("frame\\.t\\(\"([a-z_.]+)\"");
    Pattern prefixed = Pattern.compile("frame\\.word\\(\"([a-z_.]+)\"");
    Set<String> missing = new HashSet<>();
    Messages french = Messages.in(Language.FR);
    try (Stream<Path> files = Files.walk(Path.of("src/main/jte"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jte")).toList()) {
        String template = Files.readString(file);
        used.matcher(template).results().map(m -> m.group(1)).forEach(missing::add);
        prefixed.matcher(template).results().map(m -> m.group(1) + ".other").forEach(missing::add);
      }
    }
    assertThat(missing).hasSizeGreaterThan(100);
    missing.removeIf(key -> french.has(key) || key.endsWith("."));
    assertThat(missing).isEmpty();
  }

  @Test
  void stylesUseNoPhysicalSides() throws IOException {
    for (String sheet : List.of("mogador.css", "pages.css", "plan.css")) {
      assertThat(Files.readString(Path.of("src/main/resources/web", sheet)))
          .as(sheet)
          .doesNotContainPattern(
              "(margin|padding|border)-(left|right|top|bottom)|text-align: (left|right)"
                  + "|(?<![-\\w])(left|right|width|height):");
    }
  }

  @Test
  void aQrCodeIsSquareAndQuiet() {
    String svg = QrSvg.of("MGD1:KQ7ZP3M2XH6T4B5WVA", "A <pass> & more");
    assertThat(svg)
        .contains("<title>A &lt;pass&gt; &amp; more</title>")
        .contains("viewBox=\"0 0 33 33\"");
  }

  @Test
  void addressesInAMailBecomeLinksAndNothingElseDoes() {
    assertThat(TextParts.of("See http://a.ma/x?y=1. Bye <b>"))
        .containsExactly(
            new TextParts.Part("See ", ""),
            new TextParts.Part("http://a.ma/x?y=1", "http://a.ma/x?y=1"),
            new TextParts.Part(". Bye <b>", ""));
  }

  @Test
  void theContractIsReadWithItsFieldsAndAnExample() {
    ApiPage page =
        ApiReader.read(
            """
            info: {version: "1", description: "One.\\n\\nTwo."}
            tags: [{name: Things}]
            paths:
              /api/things/{site}:
                parameters: [{$ref: "#/components/parameters/Site"}]
                post:
                  operationId: make
                  tags: [Things]
                  summary: Make one
                  requestBody:
                    content:
                      application/json: {schema: {$ref: "#/components/schemas/Thing"}}
                  responses: {"201": {description: Made}}
            components:
              parameters:
                Site: {name: site, in: path, required: true, schema: {type: string}}
              schemas:
                Thing:
                  required: [colour]
                  properties:
                    colour: {enum: [red, blue]}
                    size: {type: integer}
            """,
            "http://a");
    assertThat(page.paragraphs()).containsExactly("One.", "Two.");
    ApiPage.Operation make = page.groups().getFirst().operations().getFirst();
    assertThat(make.open()).isFalse();
    assertThat(make.parameters().getFirst().name()).isEqualTo("site");
    assertThat(make.body().getFirst().type().words()).isEqualTo("red | blue");
    assertThat(make.body().getFirst().required()).isTrue();
    assertThat(make.example()).contains("/api/things/essaouira").contains("{\"colour\": \"red\"}");
  }

  private static int gzipped(String html) {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(html.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.size();
  }

  private static String html(Language language, SamplePages.Sample sample) {
    return PAGES.text(PAGES.frame(language), sample.template(), sample.page());
  }
}
