package dev.packetwright.generator.target.wireshark;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The only way by which text of a PDL gets into Lua: as ASCII that can neither end its literal nor its comment. */
final class LuaText {
    private LuaText() {}

    /** A string literal. Lines become one; everything beyond ASCII is escaped, byte by byte of its UTF-8. */
    static String literal(String text) {
        return "\"" + comment(text).replace("\"", "\\\"") + "\"";
    }

    /** Text for the rest of a line behind {@code --}. */
    static String comment(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.strip().replaceAll("\\s+", " ").getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = b >= ' ' && b <= '~' && b != '\\';
            out.append(isPlain ? String.valueOf((char) b) : String.format(Locale.ROOT, "\\%03d", b & 0xff));
        }
        return out.toString();
    }
}
