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
    /** The {@code null} of JSON. */
    enum Null implements Json {
        NULL
    }

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements Json {}

    /** A number as its text. */
    record Num(String digits) implements Json {}

    /** A string, without its quotation marks and escapes. */
    record Text(String text) implements Json {}

    /** An array. */
    record Array(List<Json> elements) implements Json {
        public Array {
            elements = List.copyOf(elements);
        }
    }

    /** An object with its members in order. */
    record Obj(Map<String, Json> members) implements Json {
        public Obj {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /** Returns the name of this kind of value for error messages. */
    default String kind() {
        if (this instanceof Bool bool) {
            return String.valueOf(bool.value());
        } else if (this instanceof Num number) {
            return "the number " + shortened(number.digits());
        } else if (this instanceof Text text) {
            return "the string \"" + shortened(text.text()) + "\"";
        } else if (this instanceof Array) {
            return "an array";
        }
        return this instanceof Obj ? "an object" : "null";
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
