package dev.packetwright.generator.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value. Numbers keep their text, because {@code -0.0} exists, and a number may have more digits than a double
 * holds.
 */
public sealed interface Json {
    /** Returns a description of the value for error messages. */
    String kind();

    /** The {@code null} of JSON. */
    enum Null implements Json {
        NULL;

        @Override
        public String kind() {
            return "null";
        }
    }

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements Json {
        @Override
        public String kind() {
            return String.valueOf(value);
        }
    }

    /** A number as its text. */
    record Num(String digits) implements Json {
        @Override
        public String kind() {
            return "the number " + shortened(digits);
        }
    }

    /** A string, without its quotation marks and escapes. */
    record Text(String text) implements Json {
        @Override
        public String kind() {
            return "the string \"" + shortened(text) + "\"";
        }
    }

    /** An array. */
    record Array(List<Json> elements) implements Json {
        public Array {
            elements = List.copyOf(elements);
        }

        @Override
        public String kind() {
            return "an array";
        }
    }

    /** An object with its members in order. */
    record Obj(Map<String, Json> members) implements Json {
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String kind() {
            return "an object";
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
