package dev.packetwright.generator.diff;

import dev.packetwright.generator.card.Cards;
import dev.packetwright.generator.card.Look;
import dev.packetwright.generator.html.Html;
import dev.packetwright.generator.html.HtmlPage;
import dev.packetwright.generator.html.HtmlPage.Card;
import dev.packetwright.generator.html.HtmlPage.Section;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.source.Place;
import dev.packetwright.generator.target.GeneratedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Changes for people, as one offline page: first the changes, the worst first, and then each changed packet, struct and
 * enum in both versions, side by side.
 */
public final class DiffHtml {
    private static final String PAIR = "-pair.";

    private final Protocol before;
    private final Protocol after;
    private final List<Change> changes;
    private final ChangedPairs pairs;

    private DiffHtml(Protocol before, Protocol after, List<Change> changes) {
        this.before = before;
        this.after = after;
        this.changes = changes;
        this.pairs = new ChangedPairs(before, after, changes);
    }

    /**
     * Returns the page.
     *
     * @param changes the changes from one version to the other
     */
    public static GeneratedFile page(Protocol before, Protocol after, List<Change> changes) {
        String text = new DiffHtml(before, after, changes).page().text();
        return new GeneratedFile("diff.html", text, HtmlPage.MARKER);
    }

    private HtmlPage page() {
        List<Section> sections = new ArrayList<>();
        for (Category category : Category.values()) {
            sections.add(new Section(
                    "-" + style(category),
                    heading(category),
                    IntStream.range(0, changes.size())
                            .filter(i -> changes.get(i).category() == category)
                            .mapToObj(i -> change(i, changes.get(i)))
                            .toList()));
        }
        sections.add(new Section("-pairs", "Side by side", sideBySide()));
        return new HtmlPage("Changes in " + after.namespace(), summary(), sections);
    }

    private Html summary() {
        return Html.of("div", "summary")
                .add(Html.of("p").text(DiffText.summary(changes)))
                .add(Html.of("dl").add(version("Old", before), version("New", after)));
    }

    private static Html version(String name, Protocol protocol) {
        return fact(name, String.join(", ", protocol.sources()) + ", version " + protocol.version());
    }

    private static Html fact(String name, String text) {
        return Html.of("div").add(Html.of("dt").text(name), Html.of("dd").text(text));
    }

    private Card change(int index, Change change) {
        Html facts = Html.of("dl")
                .add(fact("Breaks", change.category().broken()))
                .add(fact("Rule", change.rule() + ": " + change.rule().description()));
        change.help().ifPresent(help -> facts.add(fact("Help", help)));
        change.before().ifPresent(place -> facts.add(fact("Old", place.toString())));
        change.after().ifPresent(place -> facts.add(fact("New", place.toString())));
        List<Html> content = new ArrayList<>(List.of(Html.of("p", "text").text(change.message()), facts));
        pairs.of(change)
                .ifPresent(pair -> content.add(Html.of("p").add(Html.link(PAIR + pair.name(), "Side by side"))));
        String subject = change.subject().isEmpty() ? "The protocol" : change.subject();
        Html badge = Html.of("span", "badge " + style(change.category()))
                .text(change.rule().toString());
        return new Card("-change." + index, subject, change.rule().toString(), List.of(badge), content);
    }

    private List<Card> sideBySide() {
        Set<String> oldNames =
                pairs.all().stream().flatMap(pair -> pair.before().stream()).collect(Collectors.toSet());
        Set<String> newNames =
                pairs.all().stream().flatMap(pair -> pair.after().stream()).collect(Collectors.toSet());
        Map<String, Card> oldCards = Cards.of(before, new Look("-old.", oldNames, marks(Change::before)));
        Map<String, Card> newCards = Cards.of(after, new Look("-new.", newNames, marks(Change::after)));
        return pairs.all().stream()
                .map(pair -> new Card(
                        PAIR + pair.name(),
                        pair.name(),
                        "",
                        List.of(),
                        List.of(Html.of("div", "pair")
                                .add(side("Old", pair.before().map(oldCards::get)))
                                .add(side("New", pair.after().map(newCards::get))))))
                .toList();
    }

    private static Html side(String version, Optional<Card> card) {
        return card.map(there -> Html.of("div")
                        .with("id", there.id())
                        .add(Html.of("h4").text(version + ": " + there.name()).add(there.badges()))
                        .add(there.content()))
                .orElseGet(() -> Html.of("div").add(Html.of("h4").text(version + ": not there")));
    }

    /** The worst change of each member and value that has a place in one of the versions. */
    private Function<Name, Optional<Look.Mark>> marks(Function<Change, Optional<Place>> version) {
        Map<Place, Category> worst = changes.stream()
                .filter(change -> version.apply(change).isPresent())
                .collect(Collectors.toMap(
                        change -> version.apply(change).orElseThrow(),
                        Change::category,
                        (one, other) -> one.compareTo(other) < 0 ? one : other));
        return name -> Optional.ofNullable(worst.get(name.place()))
                .map(category -> new Look.Mark(style(category), category.label()));
    }

    private static String heading(Category category) {
        String label = category.label();
        return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
    }

    private static String style(Category category) {
        return category.name().toLowerCase(Locale.ROOT);
    }
}
