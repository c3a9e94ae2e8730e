package dev.packetwright.generator.card;

import dev.packetwright.generator.example.Example;
import dev.packetwright.generator.html.Html;
import dev.packetwright.generator.model.LengthUnit;
import dev.packetwright.generator.model.Member;
import dev.packetwright.generator.model.Traits;
import java.util.List;
import java.util.Optional;

/**
 * The members of a packet or a struct, one in a row.
 *
 * @param id the id of the card
 * @param example the values of the last column, if there is one
 */
record Table(String id, Look look, Optional<Example> example) {
    Html of(List<Row> rows) {
        Html head = Html.of("tr").add(column("Offset"), column("Size"), column("Member"));
        example.ifPresent(values -> head.add(column("Example")));
        return Html.of("table")
                .add(Html.of("thead").add(head))
                .add(Html.of("tbody")
                        .add(rows.stream()
                                .flatMap(Row::withElements)
                                .map(this::html)
                                .toList()));
    }

    static Html column(String name) {
        return Html.of("th").with("scope", "col").text(name);
    }

    private Html html(Row row) {
        Html html = row.element("tr")
                .with("id", id + "." + row.path())
                .add(
                        Html.of("td").text(row.offsetText()),
                        Html.of("td").text(row.shape().size()),
                        member(row));
        example.ifPresent(values -> html.add(Html.of("td", "value").text(value(row, values))));
        return html;
    }

    /** The members of elements have rows of their own, and show the values of the first one. */
    private static String value(Row row, Example example) {
        return row.elements().isEmpty()
                ? example.text(row.path())
                : LengthUnit.ELEMENT.count(example.count(row.path()));
    }

    private Html member(Row row) {
        Member member = row.layout().member();
        Traits traits = member.traits();
        Html cell = Html.of("th")
                .with("scope", "row")
                .add(
                        Html.link(id + "." + row.path(), row.name()),
                        Html.of("span", "type").add(row.shape().type()));
        traits.range().ifPresent(range -> cell.add(Look.badge("", range.min() + " to " + range.max())));
        traits.maxLength()
                .ifPresent(most -> cell.add(
                        Look.badge("", "at most " + LengthUnit.of(member.type()).count(most))));
        if (traits.isOptional()) {
            cell.add(Look.badge("", "optional"));
        }
        if (traits.isRedacted()) {
            cell.add(Look.badge("", "kept out of logs"));
        }
        return cell.add(Look.versions(traits.since(), traits.deprecated()))
                .add(row.mark().stream().map(Look::badge).toList())
                .add(look.docs(traits.deprecated(), member.doc()));
    }
}
