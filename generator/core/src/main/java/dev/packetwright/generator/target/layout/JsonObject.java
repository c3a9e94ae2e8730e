package dev.packetwright.generator.target.layout;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A JSON object whose keys keep their order. Values are objects, lists, texts, numbers and truth values. */
final class JsonObject {
    private static final String INDENT = "  ";

    private final Map<String, Object> values = new LinkedHashMap<>();

    JsonObject put(String key, Object value) {
        values.put(key, value);
        return this;
    }

    JsonObject putIf(boolean condition, String key, Object value) {
        return condition ? put(key, value) : this;
    }

    JsonObject putIfPresent(String key, Optional<String> value) {
        value.ifPresent(present -> put(key, present));
        return this;
    }

    JsonObject putAll(JsonObject others) {
        values.putAll(others.values);
        return this;
    }

    /** The object as text, one key a line, without a line feed at its end. */
    String text() {
        return text("\n");
    }

    private String text(String line) {
        return values.isEmpty()
                ? "{}"
                : values.entrySet().stream()
                        .map(entry -> string(entry.getKey()) + ": " + text(entry.getValue(), line + INDENT))
                        .collect(Collectors.joining("," + line + INDENT, "{" + line + INDENT, line + "}"));
    }

    private static String text(Object value, String line) {
        if (value instanceof JsonObject object) {
            return object.text(line);
        } else if (value instanceof List<?> list) {
            return list(list, line);
        }
        return value instanceof String text ? string(text) : String.valueOf(value);
    }

    /** Objects on lines of their own, everything else in one line. */
    private static String list(List<?> elements, String line) {
        boolean areObjects = elements.stream().anyMatch(JsonObject.class::isInstance);
        return areObjects
                ? elements.stream()
                        .map(element -> text(element, line + INDENT))
                        .collect(Collectors.joining("," + line + INDENT, "[" + line + INDENT, line + "]"))
                : elements.stream().map(element -> text(element, line)).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Everything beyond ASCII is escaped, so that the document survives any encoding. */
    private static String string(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
