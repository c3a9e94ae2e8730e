package dev.packetwright.generator.diff;

import dev.packetwright.generator.source.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Changes for programs: a JSON object with {@code breaking}, {@code changes} and {@code summary}, as docs/diff.md
 * describes it.
 */
public final class DiffJson {
    private DiffJson() {}

    /** Returns the complete object. It ends with a line feed. */
    public static String format(List<Change> changes) {
        String list = changes.stream().map(DiffJson::object).collect(Collectors.joining(",\n    "));
        return "{\n  \"breaking\": "
                + changes.stream().anyMatch(change -> change.category().isBreaking())
                + ",\n  \"changes\": ["
                + (list.isEmpty() ? "" : "\n    " + list + "\n  ")
                + "],\n  \"summary\": {\"wire\": "
                + Category.WIRE.countIn(changes)
                + ", \"source\": "
                + Category.SOURCE.countIn(changes)
                + ", \"safe\": "
                + Category.SAFE.countIn(changes)
                + "}\n}\n";
    }

    private static String object(Change change) {
        return "{\"rule\": " + string(change.rule().toString())
                + ", \"category\": " + string(change.category().name().toLowerCase(Locale.ROOT))
                + ", \"subject\": " + string(change.subject())
                + ", \"message\": " + string(change.message())
                + ", \"old\": " + place(change.before())
                + ", \"new\": " + place(change.after())
                + change.help().map(help -> ", \"help\": " + string(help)).orElse("")
                + "}";
    }

    private static String place(Optional<Place> place) {
        return place.map(it -> "{\"file\": " + string(it.source().name()) + ", \"line\": " + it.line()
                        + ", \"column\": " + it.column() + "}")
                .orElse("null");
    }

    /** Escapes all characters outside ASCII, so that the output survives any encoding of the terminal or pipe. */
    private static String string(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append("\\u").append(String.format(Locale.ROOT, "%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
