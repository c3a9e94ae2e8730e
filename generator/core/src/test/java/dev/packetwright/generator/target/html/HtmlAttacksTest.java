package dev.packetwright.generator.target.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.browser.PageText;
import dev.packetwright.generator.compiled.harness.AttackTexts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text from a PDL and file names stay text: a page has the same elements with them as with harmless ones. */
class HtmlAttacksTest {
    private static final String EVIL = "window.evil = 1";
    private static final List<String> TAGS = PageText.tags(Pages.of("x.xml", pdl("x")));

    static Stream<String> texts() {
        return Stream.concat(
                AttackTexts.all(),
                Stream.of(
                        "</script><script>" + EVIL + "</script>",
                        "</style><script>" + EVIL + "</script>",
                        "</title><script>" + EVIL + "</script>",
                        "</div></article></main></body></html><script>" + EVIL + "</script>",
                        "--><script>" + EVIL + "</script><!--",
                        "<!--",
                        "<!--<script>",
                        "<![CDATA[<script>" + EVIL + "</script>]]>",
                        "<img src=x onerror=\"" + EVIL + "\">",
                        "<svg onload=\"" + EVIL + "\">",
                        "<iframe srcdoc=\"<script>parent." + EVIL + "</script>\">",
                        "<base href=\"http://localhost:1/\"><link rel=stylesheet href=\"http://localhost:1/x.css\">",
                        "<meta http-equiv=refresh content=\"0;url=http://localhost:1/\">",
                        "<a href=\"javascript:" + EVIL + "\" autofocus onfocus=\"" + EVIL + "\">x</a>",
                        "\" autofocus onfocus=\"" + EVIL,
                        "' autofocus onfocus='" + EVIL,
                        "` autofocus onfocus=`" + EVIL,
                        "&lt;script&gt;" + EVIL + "&lt;/script&gt;",
                        "&#60;script&#62;" + EVIL + "&#x3c;/script&#x3e;",
                        "&NewLine;&quot;&apos;&amp;lt;",
                        "</textarea></select></table></svg></math><plaintext>",
                        "${" + EVIL + "} {{" + EVIL + "}} <% " + EVIL + " %>",
                        "\u2028" + EVIL + "\u2029",
                        "data:text/html,<script>" + EVIL + "</script>",
                        "a\u0301\u0301\u0301 \u061c\u200e\u200f\u2067 abc"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textStaysText(String text) {
        String page = Pages.of(text + ".xml", pdl(text));
        assertThat(PageText.tags(page)).isEqualTo(TAGS);
        PageText.assertLinksResolve(page);
        assertThat(page.codePoints()).noneMatch(HtmlAttacksTest::isHidden);
    }

    /** The number is no packet, although a packet has its name. */
    @Test
    void aTypeOfTheLanguageIsNoLink() {
        String page = Pages.of("<PDL><packet name='int'></packet><packet name='C_A'><int name='x'/></packet></PDL>");
        assertThat(page).contains("<span class=\"type\"><span>int</span></span>");
    }

    private static boolean isHidden(int c) {
        return c != '\n'
                && c != '\t'
                && c != '\u200d'
                && switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> true;
                    default -> false;
                };
    }

    private static String pdl(String text) {
        String doc = "\n<!-- doc: " + text.replace("--", "- -") + " -->\n";
        String why = " deprecated='" + attribute(text) + "'";
        return "<PDL>" + doc + "<enum name='E' type='byte'>" + doc + "<value name='V'/></enum>" + doc
                + "<struct name='S'>" + doc + "<int name='i'" + why + "/></struct>" + doc + "<packet name='C_Chat'"
                + why
                + ">" + doc + "<E name='e'/>" + doc + "<S name='s'/>" + doc + "<list name='l'>" + doc
                + "<string name='t'" + why + "/></list></packet></PDL>";
    }

    /** A text as the value of an attribute of XML. A blank one would not be a reason. */
    static String attribute(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c < ' ' || "&<>'\"".indexOf(c) >= 0) {
                out.append("&#").append(c).append(';');
            } else {
                out.appendCodePoint(c);
            }
        });
        return text.isBlank() ? "blank" : out.toString();
    }
}
