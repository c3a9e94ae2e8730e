package dev.packetwright.generator.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a test finds in the text of a page, without a browser. */
public final class PageText {
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
    private static final Pattern LINK = Pattern.compile(" href=\"([^\"]*)\"");

    private PageText() {}

    /** Fails the test if a link leaves the page or leads nowhere, or if two elements have one id. */
    public static void assertLinksResolve(String page) {
        List<String> ids = all(ID, page);
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids.stream().map(id -> "#" + id).toList()).containsAll(all(LINK, page));
    }

    /** A page without its head, its styles and its script, ending in a line feed. */
    public static String body(String page) {
        return page.substring(Math.max(0, page.indexOf("<body>")), page.indexOf("<script>"));
    }

    /** The text of a page without its tags, as a reader sees it. */
    public static String text(String page) {
        return body(page)
                .replaceAll("<[^>]*>", "")
                .replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /** The tags of a page in their order, without their attributes. */
    public static List<String> tags(String page) {
        return all(Pattern.compile("<(/?[^ >]*)"), page);
    }

    private static List<String> all(Pattern pattern, String text) {
        List<String> all = new ArrayList<>();
        pattern.matcher(text).results().forEach(result -> all.add(result.group(1)));
        return all;
    }
}
