package dev.packetwright.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.packetwright.generator.json.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads and writes JSON text. */
final class JsonText {
    private static final int MAX_DEPTH = 1_000;
    private static final int MAX_DIGITS = 1_000;
    private static final int MAX_NAME = 50_000;
    private static final int MAX_STRING = 20_000_000;

    /** The maximum number of values. A packet has room for 65,531 of one byte each. */
    private static final int MAX_VALUES = 1_000_000;

    /** Rejects duplicate names, since one of the two values would be lost. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_DIGITS)
                    .maxNameLength(MAX_NAME)
                    .maxStringLength(MAX_STRING)
                    .build())
            .build();

    /** The part of the parser's message that names its settings, or that repeats the place. */
    private static final Pattern INTERNALS = Pattern.compile("(?s), from `[^`]*`| \\(start marker at .*|\\R.*");

    /**
     * Characters that JSON allows unescaped in strings, but that some terminals interpret or some tools treat as line
     * ends.
     */
    private static final Pattern UNSAFE =
            Pattern.compile("[\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

    private JsonText() {}

    /** Returns the JSON on one line. */
    static String write(Json json) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            write(json, generator);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return UNSAFE.matcher(out.toString())
                .replaceAll(unsafe ->
                        String.format("\\\\u%04x", (int) unsafe.group().charAt(0)));
    }

    private static void write(Json json, JsonGenerator out) throws IOException {
        if (json instanceof Json.Obj object) {
            out.writeStartObject();
            for (Map.Entry<String, Json> member : object.members().entrySet()) {
                out.writeFieldName(member.getKey());
                write(member.getValue(), out);
            }
            out.writeEndObject();
        } else if (json instanceof Json.Array array) {
            out.writeStartArray();
            for (Json element : array.elements()) {
                write(element, out);
            }
            out.writeEndArray();
        } else if (json instanceof Json.Text text) {
            out.writeString(text.text());
        } else if (json instanceof Json.Num number) {
            out.writeNumber(number.digits());
        } else if (json instanceof Json.Bool bool) {
            out.writeBoolean(bool.value());
        } else {
            out.writeNull();
        }
    }

    /**
     * Parses a text with exactly one value.
     *
     * @throws InvalidJsonException if the text is not JSON, or is larger than the JSON of any packet
     */
    static Json parse(String text) throws InvalidJsonException {
        try (JsonParser in = FACTORY.createParser(text)) {
            return new Parsing(in).whole();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The parsing of one text. */
    private static final class Parsing {
        private final JsonParser in;
        private int values;

        Parsing(JsonParser in) {
            this.in = in;
        }

        /** The exceptions for exceeded limits have no place, so the place is that of the parser. */
        Json whole() throws InvalidJsonException, IOException {
            try {
                if (in.nextToken() == null) {
                    throw new JsonParseException(in, "the JSON is empty");
                }
                Json json = value();
                if (in.nextToken() != null) {
                    throw new JsonParseException(in, "there is text after the JSON");
                }
                return json;
            } catch (JsonProcessingException wrong) {
                JsonLocation place = Optional.ofNullable(wrong.getLocation()).orElseGet(in::currentLocation);
                String problem = INTERNALS.matcher(wrong.getOriginalMessage()).replaceAll("");
                throw new InvalidJsonException(place.getLineNr(), place.getColumnNr(), problem);
            }
        }

        private Json value() throws IOException {
            if (++values > MAX_VALUES) {
                throw new JsonParseException(
                        in, "there are more than " + MAX_VALUES + " values, too many for a packet");
            }
            return switch (in.currentToken()) {
                case START_OBJECT -> object();
                case START_ARRAY -> array();
                case VALUE_STRING -> new Json.Text(in.getText());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(in.getText());
                case VALUE_TRUE -> new Json.Bool(true);
                case VALUE_FALSE -> new Json.Bool(false);
                default -> Json.Null.NULL;
            };
        }

        private Json object() throws IOException {
            Map<String, Json> members = new LinkedHashMap<>();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                members.put(name, value());
            }
            return new Json.Obj(members);
        }

        private Json array() throws IOException {
            List<Json> elements = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value());
            }
            return new Json.Array(elements);
        }
    }
}
