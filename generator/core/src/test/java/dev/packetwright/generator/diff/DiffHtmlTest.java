package dev.packetwright.generator.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.browser.PageText;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.testing.browser.BrowserPage;
import dev.packetwright.testing.browser.NeedsChromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Tests the page of a comparison. */
class DiffHtmlTest {
    private static final Protocol OLD = RulesTest.protocol("old.xml", """
            <PDL version="1">
              <packet name="C_Chat" id="1"><string name="text" maxLength="9"/><byte name="colour"/></packet>
              <packet name="S_Gone" id="2"/>
              <packet name="S_Old" id="3"><int name="a"/><int name="b"/></packet>
              <struct name="Point"><int name="x"/></struct>
              <packet name="S_At" id="4"><Point name="at"/></packet>
            </PDL>
            """);
    private static final Protocol NEW = RulesTest.protocol("new.xml", """
            <PDL version="2">
              <packet name="C_Chat" id="1"><string name="text" maxLength="8"/><byte name="colour"/><int name="x" since="2"/></packet>
              <packet name="S_New" id="3"><int name="a"/><int name="b"/></packet>
              <struct name="Point"><long name="x"/></struct>
              <packet name="S_At" id="4"><Point name="at"/></packet>
            </PDL>
            """);

    private static String page(Protocol before, Protocol after) {
        return DiffHtml.page(before, after, ProtocolDiff.compare(before, after)).content();
    }

    /** Each page has all changes with their messages, and its links resolve. */
    @TestFactory
    Stream<DynamicTest> everyRuleHasAPage() throws IOException {
        return RulesTest.cases().stream()
                .map(folder -> DynamicTest.dynamicTest(RulesTest.name(folder), () -> {
                    Protocol before = RulesTest.protocol(folder, "old.xml");
                    Protocol after = RulesTest.protocol(folder, "new.xml");
                    String page = page(before, after);
                    PageText.assertLinksResolve(page);
                    String text = PageText.text(page);
                    for (Change change : ProtocolDiff.compare(before, after)) {
                        assertThat(text)
                                .contains(
                                        change.message(),
                                        change.rule() + ": " + change.rule().description());
                    }
                }));
    }

    @Test
    void breakingChangesComeFirstAndSayWhomTheyBreak() {
        assertThat(PageText.text(page(OLD, NEW)))
                .containsSubsequence(
                        "3 WIRE-breaking, 2 SOURCE-breaking, 1 safe",
                        "WIRE-breaking3",
                        "'C_Chat.text' allows fewer lengths",
                        "Breaks",
                        "connections between old and new peers",
                        "PD050: bounds are narrower",
                        "'S_Gone' is gone",
                        "SOURCE-breaking2",
                        "'C_Chat.x' is new at the end",
                        "Breaks",
                        "Java code that uses the generated code",
                        "'S_New' was called 'S_Old'",
                        "Safe1",
                        "the version is 2, and was 1",
                        "Breaks",
                        "nobody",
                        "Side by side");
    }

    @Test
    void bothVersionsOfWhatChangedStandSideBySide() {
        String page = page(OLD, NEW);
        String text = PageText.text(page.substring(page.lastIndexOf("id=\"-pairs\"")));
        assertThat(text)
                .containsSubsequence("Old: C_Chat", "New: C_Chat")
                .containsSubsequence("Old: S_Gone", "New: not there")
                .containsSubsequence("Old: S_Old", "New: S_New")
                .containsSubsequence("Old: Point", "New: Point")
                .doesNotContain("Old: S_At");
        assertThat(page)
                .contains("wire\" data-m=\"text\" id=\"-old.C_Chat.text\"")
                .contains("wire\" data-m=\"text\" id=\"-new.C_Chat.text\"")
                .contains("source\" data-m=\"x\" id=\"-new.C_Chat.x\"")
                .contains("\"c1 d0\" data-m=\"colour\" id=\"-new.C_Chat.colour\"");
    }

    @Test
    void withoutChangesThePageSaysSo() {
        assertThat(PageText.text(page(OLD, OLD))).contains("no changes").doesNotContain("Side by side");
    }

    /** Looks at a page. */
    @Nested
    @NeedsChromium
    class InABrowser {
        @TempDir
        private Path folder;

        @Test
        void theMemberLightsUpInBothVersions() throws IOException {
            Path file = Files.writeString(folder.resolve("diff.html"), page(OLD, NEW));
            try (BrowserPage page = BrowserPage.open(file)) {
                page.pointAt("tr[id=\"-old.C_Chat.text\"]");
                assertThat(page.evaluate("[...document.querySelectorAll('tr.on')].map(it => it.id).join(' ')")
                                .asText())
                        .isEqualTo("-old.C_Chat.text -new.C_Chat.text");
                for (String scheme : List.of("light", "dark")) {
                    page.scheme(scheme);
                    assertThat(page.weakTexts()).as(scheme).isEmpty();
                }
                for (int width : List.of(390, 1280)) {
                    page.size(width, 800);
                    assertThat(page.evaluate("document.documentElement.scrollWidth")
                                    .intValue())
                            .isLessThanOrEqualTo(width);
                }
                page.assertNothingWentWrong();
            }
        }
    }
}
