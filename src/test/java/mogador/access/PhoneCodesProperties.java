package mogador.access;

import static mogador.access.AccessFixture.HASH;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PhoneCodesProperties {
  private static final PhoneCodes CODES = HASH.phones();

  @Property
  void aCodeIsGoodInItsHalfMinuteAndTheOnesBesideAndInNoOther(
      @ForAll @Size(16) byte[] handle,
      @ForAll("instants") Instant shown,
      @ForAll @IntRange(min = -200, max = 200) int seconds) {
    byte[] qr = qr(handle, PhoneCodes.step(shown));
    Instant read = shown.plusSeconds(seconds);
    long apart = PhoneCodes.step(read) - PhoneCodes.step(shown);
    assertThat(CODES.stepOf(qr, read).isPresent()).isEqualTo(Math.abs(apart) <= 1);
  }

  @Property
  void aPhotoIsWorthNothingAMinuteLater(
      @ForAll @Size(16) byte[] handle, @ForAll("instants") Instant shown) {
    byte[] qr = qr(handle, PhoneCodes.step(shown));
    assertThat(CODES.stepOf(qr, shown)).contains(PhoneCodes.step(shown));
    assertThat(CODES.stepOf(qr, shown.plusSeconds(60))).isEmpty();
  }

  @Property
  void theCodeOfOnePhoneIsNoOthersAndNoOtherInstallations(
      @ForAll @Size(16) byte[] handle,
      @ForAll @Size(16) byte[] another,
      @ForAll("instants") Instant now) {
    String code = CODES.text(handle, PhoneCodes.step(now)).substring(32);
    String mixed = CODES.text(another, PhoneCodes.step(now)).substring(0, 32) + code;
    boolean same = java.util.Arrays.equals(handle, another);
    assertThat(CODES.stepOf(bytes(mixed), now).isPresent()).isEqualTo(same);
    var elsewhere = new CredentialHash(new byte[32]).phones();
    assertThat(elsewhere.stepOf(qr(handle, PhoneCodes.step(now)), now)).isEmpty();
  }

  @Property
  void whatIsReadNamesItsCredentialWhateverTheCode(
      @ForAll @Size(16) byte[] handle, @ForAll("instants") Instant now) {
    CredentialKey key = HASH.ofPresented(CredentialKind.QR, qr(handle, PhoneCodes.step(now)));
    assertThat(key).isEqualTo(HASH.of(CredentialKind.PHONE, handle));
  }

  @Property
  void anyOtherTextIsAQrLikeAnother(@ForAll String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(PhoneCodes.read(bytes).map(PhoneCodes.Shown::code)).isEqualTo(Optional.empty());
    assertThat(HASH.ofPresented(CredentialKind.QR, bytes).kind()).isEqualTo(CredentialKind.QR);
  }

  @Property
  void base32ComesBackAsItWas(@ForAll byte[] bytes, @ForAll String text) {
    assertThat(Base32.decode(Base32.encode(bytes))).contains(bytes);
    Base32.decode(text).ifPresent(read -> assertThat(Base32.encode(read)).isEqualTo(text));
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
  }

  private static byte[] qr(byte[] handle, long step) {
    return bytes(CODES.text(handle, step));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
