package dev.packetwright.generator.target.typescript;

import java.util.List;

/** TypeScript text under way, indented by its blocks. */
final class CodeWriter {
    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();
    private int depth;

    /** Adds a line. */
    void line(String text) {
        if (!text.isEmpty()) {
            out.append(INDENT.repeat(depth)).append(text);
        }
        out.append('\n');
    }

    /** Adds an empty line. */
    void blank() {
        line("");
    }

    /** Adds a header and begins its block. */
    void open(String header) {
        line(header + " {");
        depth++;
    }

    /** Ends the innermost block. */
    void close() {
        close("");
    }

    /** Ends the innermost block with something behind its brace. */
    void close(String end) {
        depth--;
        line("}" + end);
    }

    /** Adds a documentation comment; its lines are escaped already. Without lines, there is none. */
    void doc(List<String> lines) {
        if (lines.size() == 1) {
            line("/** " + lines.get(0) + " */");
        } else if (!lines.isEmpty()) {
            line("/**");
            lines.forEach(line -> line(" * " + line));
            line(" */");
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
