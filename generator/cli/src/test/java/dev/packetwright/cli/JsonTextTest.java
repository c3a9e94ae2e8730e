package dev.packetwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packetwright.generator.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Writing and parsing JSON preserves its values: the digits of numbers and the UTF-16 units of texts. */
class JsonTextTest {
    private static final List<String> NUMBERS =
            List.of("0", "-0.0", "18446744073709551615", "1E-45", "3.4028235E+38", "0.10", "1e5");

    private static final List<String> UNITS = List.of(
            "a",
            "\"",
            "\\",
            "\n",
            "\u0000",
            "\u001b",
            "\u009b",
            "\u2028",
            "\u202e",
            "한",
            "\ud83d\ude00",
            "\ud83d",
            "\ude00");

    @Test
    void writtenJsonCanBeParsed() throws InvalidJsonException {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            Json json = random(random, 4);
            String text = JsonText.write(json);
            assertThat(JsonText.parse(text)).as(text).isEqualTo(json);
            assertThat(text.lines()).hasSize(1);
        }
    }

    private static Json random(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> new Json.Num(NUMBERS.get(random.nextInt(NUMBERS.size())));
            case 1 -> new Json.Text(text(random));
            case 2 -> new Json.Bool(random.nextBoolean());
            case 3 -> Json.Null.NULL;
            case 4 ->
                new Json.Array(IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> random(random, depth - 1))
                        .toList());
            default -> {
                Map<String, Json> members = new LinkedHashMap<>();
                IntStream.range(0, random.nextInt(4))
                        .forEach(i -> members.put(text(random), random(random, depth - 1)));
                yield new Json.Obj(members);
            }
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(6), 0, UNITS.size()).mapToObj(UNITS::get).forEach(text::append);
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "}", "{}{}", "[1,]", "{\"a\":1,\"a\":2}", "nul", "NaN", "01", "'a'", "{a:1}"})
    void invalidJsonIsRefused(String text) {
        assertThatThrownBy(() -> JsonText.parse(text)).isInstanceOf(InvalidJsonException.class);
    }

    /** The texts of the limits are long, so each has a name. */
    @ParameterizedTest
    @CsvSource({
        "digits, 'Number value length (1001) exceeds the maximum allowed (1000)'",
        "levels, 'Document nesting depth (1001) exceeds the maximum allowed (1000)'",
        "name, 'Name length (50001) exceeds the maximum allowed (50000)'",
        "string, 'String value length (20000001) exceeds the maximum allowed (20000000)'",
        "values, 'there are more than 1000000 values, too many for a packet'"
    })
    void whatExceedsALimitHasAPlace(String limit, String problem) {
        String text = switch (limit) {
            case "digits" -> "[" + "1".repeat(1_001) + "]";
            case "levels" -> "[".repeat(1_001);
            case "name" -> "{\"" + "k".repeat(50_001) + "\":1}";
            case "string" -> "\"" + "1".repeat(20_000_001) + "\"";
            default -> "[" + "0,".repeat(1_000_001) + "0]";
        };
        assertThatThrownBy(() -> JsonText.parse(text))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageMatching("the JSON is invalid at 1:[1-9][0-9]+: " + Pattern.quote(problem));
    }

    /** Any text is accepted as JSON or refused with the place of the mistake. */
    @Test
    void damagedJsonIsRefusedWithAPlace() {
        Random random = new Random(11);
        List<String> parts = List.of(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"a\"",
                "\"",
                "\\",
                "\\ud83d",
                "\\u12",
                "\ud83d",
                "\udc00",
                "-",
                "0",
                "01",
                "1e",
                "1E+999999999999",
                "-1e-2147483648",
                ".",
                "9".repeat(1_001),
                "[".repeat(600),
                "true",
                "nul",
                " ",
                "\n",
                "\t",
                "\u0000",
                "\ufeff",
                "//",
                "\"a\":1,\"a\":2");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(8), 0, parts.size()).mapToObj(parts::get).forEach(text::append);
            assertThat(problem(text.toString()))
                    .as(text.toString())
                    .matches("(?s)|the JSON is invalid at \\d+:\\d+: .+");
        }
    }

    /** Returns the message for a text that is not JSON; empty if it is JSON. */
    private static String problem(String text) {
        try {
            JsonText.parse(text);
            return "";
        } catch (InvalidJsonException invalid) {
            return String.valueOf(invalid.getMessage());
        }
    }
}
