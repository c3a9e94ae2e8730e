package dev.packetwright.generator.compiled.harness;

import java.util.stream.Stream;

/** Texts that would do harm if one of them got into generated code or into a page as it is. */
public final class AttackTexts {
    private static final String EVIL = "class Evil { static { System.exit(1); } }";

    private AttackTexts() {}

    /**
     * The texts include everything that javac treats as the end of a comment; Unicode escapes are replaced before
     * anything else.
     */
    public static Stream<String> all() {
        return Stream.of(
                        "*/ " + EVIL + " /*",
                        "* / */" + EVIL + "/*",
                        "\\u002a/ " + EVIL + " /\\u002a",
                        "\\u002a\\u002f " + EVIL + " \\u002f\\u002a",
                        "\\uuuu002a\\u002f" + EVIL,
                        "\\\\u002a/ " + EVIL,
                        "\\u005cu002a/ " + EVIL,
                        "*\\\n/" + EVIL,
                        "*\n/ " + EVIL,
                        "\n*/" + EVIL,
                        "\\u000a " + EVIL + " //",
                        "\\u000d " + EVIL + " //",
                        "\\u",
                        "\\u00",
                        "\\uzzzz",
                        "\\",
                        "ends in a backslash \\",
                        "ends in a star *",
                        "/",
                        "*",
                        "/*",
                        "//",
                        "@param x evil\n@deprecated\n@throws Evil",
                        "@Evil",
                        "{@code",
                        "{@link Evil#evil}",
                        "{@",
                        "}}}",
                        "{{{ }",
                        "{@snippet file=x}",
                        "<b>",
                        "</p>",
                        "<script>alert(1)</script>",
                        "<!doctype html>",
                        "&lt;&unknown;&#42;/ &amp;",
                        "<a href=\"javascript:x\">x</a>",
                        "\u2028" + EVIL + "\u2029" + EVIL,
                        "\u0085" + EVIL,
                        "\u202e" + EVIL + "\u2066\u2069",
                        "\u200b\u200d\ufeff\u00ad",
                        "\u0080\u0090\u009f",
                        "\ud83d\ude00 \udb40\udc41",
                        "$T $L $S $$ $N $W $Z $] $[ $> $<",
                        "%s %n %d",
                        "\t\t\n\n\n \n<p>",
                        "\"\"\" \" ' ` ",
                        "?>",
                        "]]>",
                        "한글 주석. 그리고 *\u200b/",
                        " ")
                .map(text -> text.replace("\\\n", "\n"));
    }
}
