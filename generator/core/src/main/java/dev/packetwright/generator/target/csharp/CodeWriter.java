package dev.packetwright.generator.target.csharp;

import java.util.List;

/** C# text under way, indented by its blocks. */
final class CodeWriter {
    private static final String INDENT = "    ";

    private final StringBuilder out = new StringBuilder();
    private int depth;

    /** Adds a line. */
    void line(String text) {
        if (text.isEmpty()) {
            out.append('\n');
        } else if (text.startsWith("#if") || text.startsWith("#endif")) {
            out.append(text).append('\n');
        } else {
            out.append(INDENT.repeat(depth)).append(text).append('\n');
        }
    }

    /** Adds an empty line. */
    void blank() {
        line("");
    }

    /** Adds a header and begins its block. */
    void open(String header) {
        line(header);
        line("{");
        depth++;
    }

    /** Ends the innermost block. */
    void close() {
        depth--;
        line("}");
    }

    /** Adds a block with one statement. */
    void block(String header, String statement) {
        open(header);
        line(statement);
        close();
    }

    /** Adds several lines, which have an indentation of their own. */
    void text(String lines) {
        lines.lines().forEach(this::line);
    }

    /** Adds a documentation comment; its lines are escaped already. Without lines, there is none. */
    void doc(List<String> lines) {
        if (lines.size() == 1) {
            line("/// <summary>" + lines.get(0) + "</summary>");
        } else if (!lines.isEmpty()) {
            line("/// <summary>");
            lines.forEach(line -> line("/// " + line));
            line("/// </summary>");
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
