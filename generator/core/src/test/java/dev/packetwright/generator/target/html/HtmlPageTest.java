package dev.packetwright.generator.target.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.ProjectFiles;
import dev.packetwright.generator.compiled.random.SeededTests;
import dev.packetwright.generator.load.Sources;
import dev.packetwright.testing.browser.BrowserPage;
import dev.packetwright.testing.browser.NeedsChromium;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks at pages as their readers do. */
@NeedsChromium
class HtmlPageTest {
    private static final String CHAT = """
            <PDL package="chat" version="3" oldestVersion="2">
              <enum name="Channel" type="byte" unknown="ALL"><value name="ALL"/><value name="PARTY"/></enum>
              <!-- A line of chat. The server answers with S_Chat. -->
              <packet name="C_Chat">
                <Channel name="channel"/>
                <!-- What somebody said. -->
                <string name="text" maxLength="200"/>
                <list name="item"><int name="id"/><ushort name="count"/></list>
                <long name="guild" optional="true" since="2"/>
              </packet>
              <!-- A line of chat for everybody. -->
              <packet name="S_Chat"><int name="playerId"/><string name="text"/></packet>
              <packet name="S_Leave"/>
            </PDL>
            """;

    private static final String VISIBLE =
            "[...document.querySelectorAll('article')].filter(it => it.checkVisibility()).map(it => it.id).join(' ')";

    private static final String LIT =
            "[...document.querySelectorAll('.on')].map(it => it.localName + ' ' + it.dataset.m).join(', ')";

    @TempDir
    private Path folder;

    private Path write(String page) throws IOException {
        return Files.writeString(folder.resolve("page.html"), page);
    }

    private BrowserPage chat() throws IOException {
        return BrowserPage.open(write(Pages.of(CHAT)));
    }

    /** On a desktop and on a phone, light and dark, lit and not: readable, and nothing is wider than the window. */
    @ParameterizedTest
    @ValueSource(strings = {"documents", "lists", "names", "versions"})
    void everybodyCanReadThePage(String protocol) throws IOException {
        Path pdl = ProjectFiles.path("generator/core/src/test/resources/golden").resolve(protocol + ".xml");
        try (BrowserPage page =
                BrowserPage.open(write(Pages.file(Sources.of(pdl)).content()))) {
            for (String scheme : List.of("light", "dark")) {
                page.scheme(scheme);
                assertThat(page.weakTexts()).as(scheme).isEmpty();
                page.evaluate("document.querySelectorAll('[data-m]').forEach(it => it.classList.add('on'))");
                assertThat(page.weakTexts()).as(scheme + ", lit").isEmpty();
                page.evaluate("document.querySelectorAll('.on').forEach(it => it.classList.remove('on'))");
            }
            for (int width : new int[] {390, 1280}) {
                page.size(width, 800);
                assertThat(page.evaluate("document.documentElement.scrollWidth").intValue())
                        .isLessThanOrEqualTo(width);
            }
            page.assertNothingWentWrong();
        }
    }

    @Test
    void everyLinkLeadsToAnElementOfThePage() throws IOException {
        try (BrowserPage page = chat()) {
            assertThat(page.evaluate("[...document.querySelectorAll('a')].map(it => it.getAttribute('href'))"
                            + ".filter(it => !it.startsWith('#') || !document.getElementById(it.slice(1)))"))
                    .isEmpty();
            assertThat(page.evaluate("document.querySelectorAll('#C_Chat .doc a')[0].hash")
                            .asText())
                    .isEqualTo("#S_Chat");
            assertThat(page.evaluate("document.querySelector('#Channel .users a').hash")
                            .asText())
                    .isEqualTo("#C_Chat");
        }
    }

    @Test
    void theSearchShowsWhatMatchesWhileOneTypes() throws IOException {
        try (BrowserPage page = chat()) {
            page.press("/");
            page.type("chat");
            assertThat(page.evaluate(VISIBLE).asText()).isEqualTo("C_Chat S_Chat");
            page.type(" GUILD");
            assertThat(page.evaluate(VISIBLE).asText()).isEqualTo("C_Chat");
            assertThat(page.evaluate("document.querySelector('[role=status]').textContent")
                            .asText())
                    .isEqualTo("1 of 4");
            assertThat(page.evaluate("[...document.querySelectorAll('nav li, nav h2')]"
                                    + ".filter(it => it.checkVisibility()).map(it => it.textContent).join(' ')")
                            .asText())
                    .isEqualTo("Client to server C_Chat1");
            page.press("Escape");
            assertThat(page.evaluate(VISIBLE).asText()).isEqualTo("C_Chat S_Chat S_Leave Channel");
            page.type("0x0003");
            assertThat(page.evaluate(VISIBLE).asText()).isEqualTo("S_Leave");
            page.assertNothingWentWrong();
        }
    }

    @Test
    void theSearchFindsOneOfManyPackets() throws IOException {
        int number = SeededTests.SHARE == 1 ? 1_000 : 200;
        try (BrowserPage page = BrowserPage.open(write(Pages.of(Pages.manyPackets(number))))) {
            page.press("/");
            page.type("text" + (number - 1));
            assertThat(page.evaluate(VISIBLE).asText()).isEqualTo("C_Packet" + (number - 1));
            page.assertNothingWentWrong();
        }
    }

    @Test
    void aLinkToAHiddenPacketShowsIt() throws IOException {
        try (BrowserPage page = BrowserPage.open(write(Pages.of(CHAT)), "S_Chat.text")) {
            String target = "document.querySelector(':target')";
            assertThat(page.evaluate(target + ".id").asText()).isEqualTo("S_Chat.text");
            page.press("/");
            page.type("S_Leave");
            assertThat(page.evaluate(VISIBLE).asText()).isEqualTo("S_Leave");
            page.evaluate("new Promise(done => { addEventListener('hashchange', done); location.hash = 'S_Chat'; })"
                    + ".then(() => 0)");
            assertThat(page.evaluate(target + ".checkVisibility()").booleanValue())
                    .isTrue();
        }
    }

    @Test
    void thePointerLightsUpTheMemberEverywhere() throws IOException {
        try (BrowserPage page = chat()) {
            page.pointAt("#C_Chat .hex [data-m=text]");
            assertThat(page.evaluate(LIT).asText()).isEqualTo("li text, tr text, span text");
            page.pointAt("#C_Chat tr[data-m=item]");
            assertThat(page.evaluate(LIT).asText()).isEqualTo("li item, tr item, span item");
            page.pointAt("#C_Chat .hex [data-m=\"item.count\"]");
            assertThat(page.evaluate(LIT).asText())
                    .isEqualTo("li item.count, tr item.count, span item.count, span item.count");
            page.pointAt("h1");
            assertThat(page.evaluate(LIT).asText()).isEmpty();
            page.assertNothingWentWrong();
        }
    }

    /** The tab key stops at each member, and at nothing that a keyboard cannot use. */
    @Test
    void theFocusLightsUpTheMemberEverywhere() throws IOException {
        try (BrowserPage page = chat()) {
            page.evaluate("document.querySelector('#S_Chat h3 a').focus()");
            page.press("Tab");
            assertThat(page.evaluate(LIT).asText()).isEqualTo("li playerId, tr playerId, span playerId");
            page.press("Tab");
            assertThat(page.evaluate(LIT).asText()).isEqualTo("li text, tr text, span text");
            assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                            .asText())
                    .isEqualTo("solid");
        }
    }

    @Test
    void aScreenReaderFindsHeadingsLabelsAndTables() throws IOException {
        try (BrowserPage page = chat()) {
            assertThat(page.evaluate(
                                    "[...document.querySelectorAll('h1, main h2, h3')].map(it => it.localName).join(' ')")
                            .asText())
                    .isEqualTo("h1 h2 h3 h2 h3 h3 h2 h3");
            assertThat(page.evaluate("document.documentElement.lang + document.title")
                            .asText())
                    .isEqualTo("enchat");
            assertThat(page.evaluate("document.querySelectorAll('th:not([scope]), input:not([aria-label]),"
                                    + " nav:not([aria-label]), .strip .strip[aria-hidden], article > .strip:not([aria-hidden])')"
                                    + ".length")
                            .intValue())
                    .isZero();
        }
    }

    @Test
    void paperHasEveryPacketInInkAndNoSearch() throws IOException {
        try (BrowserPage page = chat()) {
            page.scheme("dark");
            page.onPaper();
            assertThat(page.evaluate(VISIBLE).asText()).isEqualTo("C_Chat S_Chat S_Leave Channel");
            assertThat(page.evaluate(
                                    "[...document.querySelectorAll('header, nav')].filter(it => it.checkVisibility()).length")
                            .intValue())
                    .isZero();
            assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor")
                            .asText())
                    .isEqualTo("rgb(255, 255, 255)");
            assertThat(new String(page.pdf(), StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
            page.assertNothingWentWrong();
        }
    }

    @Test
    void darkIsDark() throws IOException {
        try (BrowserPage page = chat()) {
            String text = "getComputedStyle(document.body).color";
            page.scheme("light");
            assertThat(page.evaluate(text).asText()).isEqualTo("rgb(27, 35, 48)");
            page.scheme("dark");
            assertThat(page.evaluate(text).asText()).isEqualTo("rgb(231, 235, 240)");
        }
    }

    @Test
    void attacksAreShownAndDoNotRun() throws IOException {
        List<String> texts = HtmlAttacksTest.texts().toList();
        String pdl = IntStream.range(0, texts.size())
                .mapToObj(i ->
                        "<packet name='C_" + i + "' deprecated='" + HtmlAttacksTest.attribute(texts.get(i)) + "'/>")
                .collect(Collectors.joining("", "<PDL>", "</PDL>"));
        try (BrowserPage page = BrowserPage.open(write(Pages.of(pdl)))) {
            for (int i = 0; i < texts.size(); i++) {
                String shown = page.evaluate("document.querySelector('#C_" + i + " .doc').textContent")
                        .asText();
                assertThat(withoutSpaces(shown)).isEqualTo("Deprecated:" + withoutSpaces(visible(texts.get(i))));
            }
            assertThat(page.evaluate("document.scripts.length + ' ' + typeof window.evil")
                            .asText())
                    .isEqualTo("1 undefined");
            page.assertNothingWentWrong();
        }
    }

    private static String visible(String text) {
        String shown = text.isBlank() ? "blank" : text;
        return shown.codePoints()
                .mapToObj(c -> switch (Character.getType(c)) {
                    case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                        c == '\u200d' || c == '\n' || c == '\t'
                                ? Character.toString(c)
                                : String.format(Locale.ROOT, "\\u{%x}", c);
                    default -> Character.toString(c);
                })
                .collect(Collectors.joining());
    }

    private static String withoutSpaces(String text) {
        return text.replaceAll("\\s", "");
    }
}
