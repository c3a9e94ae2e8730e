package dev.packetwright.generator.card;

import dev.packetwright.generator.html.Html;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.Traits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the cards of a protocol fit into their page.
 *
 * @param idPrefix what goes before the names of packets, structs and enums in the ids of their cards
 * @param shown the names of the packets, structs and enums that have a card on the page; only these become links
 * @param marks the marks of members and of values of enums
 */
public record Look(String idPrefix, Set<String> shown, Function<Name, Optional<Mark>> marks) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}_]+");

    /** A word that is a name in any text: it has an underscore, a digit, or a capital letter inside. */
    private static final Pattern UNUSUAL = Pattern.compile(".*[\\p{Nd}_].*|.*\\p{Ll}\\p{Lu}.*");

    /**
     * A mark.
     *
     * @param style the class of the row and of its badge
     * @param text the text of the badge
     */
    public record Mark(String style, String text) {}

    /** All cards, without marks. */
    public static Look of(Protocol protocol) {
        Set<String> all = protocol.topLevelNames().stream().map(Name::pdl).collect(Collectors.toSet());
        return new Look("", all, name -> Optional.empty());
    }

    String id(Name name) {
        return idPrefix + name.pdl();
    }

    /** The name of a type, with a link if it has a card. */
    Html typeName(String name) {
        return shown.contains(name)
                ? Html.link(idPrefix + name, name)
                : Html.of("span").text(name);
    }

    static Html badge(String style, String text) {
        return Html.of("span", ("badge " + style).strip()).text(text);
    }

    static Html badge(Mark mark) {
        return badge(mark.style(), mark.text());
    }

    /** The badges of something that came later or is deprecated; none for anything else. */
    static List<Html> versions(int since, Optional<String> deprecated) {
        List<Html> badges = new ArrayList<>();
        if (since > Traits.FIRST_VERSION) {
            badges.add(badge("since", "since version " + since));
        }
        deprecated.ifPresent(why -> badges.add(badge("deprecated", "deprecated")));
        return badges;
    }

    /** The reason not to use something, and its comment. */
    List<Html> docs(Optional<String> deprecated, Optional<String> doc) {
        List<Html> docs = new ArrayList<>();
        deprecated.ifPresent(why -> docs.add(linked("Deprecated: " + why)));
        doc.ifPresent(text -> docs.add(linked(text)));
        return docs;
    }

    /** A text of the PDL. Names of packets, structs and enums in it are links, unless they are ordinary words. */
    private Html linked(String text) {
        Html doc = Html.of("div", "doc").with("dir", "auto");
        Matcher word = WORD.matcher(text);
        int end = 0;
        while (word.find()) {
            if (shown.contains(word.group()) && UNUSUAL.matcher(word.group()).matches()) {
                doc.text(text.substring(end, word.start())).add(typeName(word.group()));
                end = word.end();
            }
        }
        return doc.text(text.substring(end));
    }
}
