package dev.packetwright.generator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.generator.Generator;
import dev.packetwright.generator.codec.Decoded;
import dev.packetwright.generator.codec.Decoder;
import dev.packetwright.generator.codec.Encoder;
import dev.packetwright.generator.codec.InvalidValueException;
import dev.packetwright.generator.codec.Value;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.pdl.PdlInput;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that conversion to JSON and back preserves values, and that JSON without a valid value is refused. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class JsonValuesTest {
    @ParameterizedTest
    @CsvSource({
        "00000000, 0",
        "00000080, -0.0",
        "0000803f, 1",
        "cdcccc3d, 0.1",
        "0000804b, 16777216",
        "ffff7f7f, 3.4028235E+38",
        "01000000, 1E-45",
        "bd378635, 0.000001",
        "6f12833a, 0.001"
    })
    void floatsAreAsShortAsCanBe(String hex, String json) {
        assertThat(FloatText.of32(bits(hex))).isEqualTo(new Json.Num(json));
        assertThat(FloatText.parse32(json)).contains(bits(hex));
    }

    private static int bits(String hex) {
        return Integer.reverseBytes(HexFormat.fromHexDigits(hex));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "2e23, 2E+23",
        "1e20, 1E+20",
        "1e19, 10000000000000000000",
        "5e-324, 5E-324",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "5.684341886080802E-14, 5.684341886080802E-14",
        "123456.75, 123456.75"
    })
    void doublesToo(double number, String json) {
        assertThat(FloatText.of64(Double.doubleToRawLongBits(number))).isEqualTo(new Json.Num(json));
    }

    @ParameterizedTest
    @CsvSource({
        "7fc00000, NaN",
        "7fc00001, bits:7fc00001",
        "ffc00000, bits:ffc00000",
        "7f800001, bits:7f800001",
        "7f800000, Infinity",
        "ff800000, -Infinity"
    })
    void whatIsNoNumber(String bits, String text) {
        int wanted = HexFormat.fromHexDigits(bits);
        assertThat(FloatText.of32(wanted)).isEqualTo(new Json.Text(text));
        assertThat(FloatText.parse32(text)).contains(wanted);
    }

    @Test
    void everyBitOfAnyFloatIsKept() {
        Random random = new Random(11);
        for (int i = 0; i < 200_000; i++) {
            int single = random.nextInt();
            assertThat(FloatText.parse32(text(FloatText.of32(single)))).contains(single);
            long twice = random.nextLong();
            assertThat(FloatText.parse64(text(FloatText.of64(twice)))).contains(twice);
        }
    }

    private static String text(Json json) {
        return json instanceof Json.Num number ? number.digits() : ((Json.Text) json).text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e39",
                "-1e39",
                "1e+2147483648",
                "100e2147483647",
                "",
                "0x1p3",
                "1f",
                "1d",
                "NaNs",
                "bits:7fc0000",
                "bits:7fc000000",
                " 1",
                "+1",
                "1e"
            })
    void whatIsNoFloat(String text) {
        assertThat(FloatText.parse32(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0e99999999999", "1e-2147483648", "100e-2147483649", "1e-99999999999"})
    void whatIsNearlyZero(String text) {
        assertThat(FloatText.parse32(text)).contains(0);
        assertThat(FloatText.parse64(text)).contains(0L);
    }

    private static final PacketType TYPE = type("""
            <PDL>
              <enum name="E" type="byte"><value name="A"/><value name="B"/></enum>
              <struct name="Nothing"/>
              <packet name="P">
                <bool name="b"/><ulong name="u" optional="true"/><int name="i" optional="true"/>
                <E name="e" optional="true"/><bytes name="raw" optional="true"/>
                <list name="l" type="int" optional="true"/><list name="n" type="Nothing" optional="true"/>
                <double name="d" optional="true"/>
              </packet>
            </PDL>
            """);

    private static PacketType type(String pdl) {
        return Generator.generate(Sources.of(new PdlInput("test.xml", pdl.getBytes(StandardCharsets.UTF_8))))
                .protocol()
                .packets()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({"1e3, 1000", "1000.0, 1000", "-5, -5", "0e999999999, 0", "2.50e1, 25"})
    void wholeNumbersAreWrittenInManyWays(String digits, long number) throws InvalidValueException {
        Value.Members members = read("i", new Json.Num(digits));
        assertThat(members.values()).containsEntry("i", new Value.Whole(BigInteger.valueOf(number)));
        assertThat(read("i", new Json.Text(digits))).isEqualTo(members);
    }

    /** Some of these numbers have too many digits to be written out. */
    @ParameterizedTest
    @CsvSource({
        "i, 1.5",
        "i, 1e999999999",
        "i, 1e-999999999",
        "i, 1e2147483647",
        "i, 1e2147483648",
        "i, 1e+2147483648",
        "i, 1e-2147483648",
        "i, 0e99999999999",
        "i, 100e2147483647",
        "i, 10e-2147483649",
        "n, 100e2147483647",
        "i, x",
        "i, ''",
        "u, 1e50",
        "e, 5",
        "raw, 0",
        "raw, 0g",
        "l, x",
        "b, 1",
        "n, x",
        "d, 1e400",
        "d, 1e+2147483648",
        "d, 100e2147483647"
    })
    void whatIsNoValue(String member, String text) {
        Json json = text.matches("[0-9].*[0-9]|[1-9]") ? new Json.Num(text) : new Json.Text(text);
        assertThatThrownBy(() -> read(member, json))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refused -> assertThat(refused.member()).isEqualTo("P." + member));
    }

    @Test
    void aMillionDigitsAreRefusedAtOnce() {
        String digits = "1".repeat(1_000_000);
        assertThatThrownBy(() -> read("u", new Json.Text(digits)))
                .isInstanceOf(InvalidValueException.class)
                .message()
                .hasSizeLessThan(200);
    }

    /** A packet of a few bytes can have many elements without bytes. JSON has their number and not a list. */
    @Test
    void elementsWithoutBytesAreCounted() throws InvalidValueException {
        byte[] bytes = HexFormat.of().parseHex("0e00010001000000000001ffff00");
        Decoded.Packet packet = (Decoded.Packet) Decoder.decode(TYPE, bytes);
        Json.Obj json = JsonWriter.write(TYPE.body(), packet.members());
        assertThat(json.members()).containsEntry("n", new Json.Num("65535"));
        assertThat(Encoder.encode(TYPE, JsonReader.read(TYPE, json))).isEqualTo(bytes);
        Json.Array array = new Json.Array(IntStream.range(0, 3)
                .<Json>mapToObj(i -> new Json.Obj(Map.of()))
                .toList());
        assertThat(read("n", array).values()).containsEntry("n", new Value.Empties(3));
        Value.Members tooMany = read("n", new Json.Num("4294967297"));
        assertThatThrownBy(() -> Encoder.encode(TYPE, tooMany)).isInstanceOf(InvalidValueException.class);
    }

    private static Value.Members read(String member, Json json) throws InvalidValueException {
        return JsonReader.read(
                TYPE,
                new Json.Obj(member.equals("b") ? Map.of("b", json) : Map.of("b", new Json.Bool(true), member, json)));
    }
}
