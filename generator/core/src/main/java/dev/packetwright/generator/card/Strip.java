package dev.packetwright.generator.card;

import dev.packetwright.generator.html.Html;
import dev.packetwright.generator.model.WireFormat;
import java.util.List;

/**
 * The picture of the bytes of a packet, a struct or an element: members side by side, the wider the longer. The table
 * below it says the same in words, so screen readers pass over the picture.
 */
final class Strip {
    /** The paths of the two numbers of the header. No member has such a name. */
    static final String SIZE = "-size";

    static final String ID = "-id";

    private static final int WIDEST = 8;

    private Strip() {}

    static Html packet(List<Row> rows) {
        return of(rows, List.of(header(SIZE, WireFormat.SIZE_OFFSET), header(ID, WireFormat.ID_OFFSET)));
    }

    static Html struct(List<Row> rows) {
        return of(rows, List.of());
    }

    private static Html of(List<Row> rows, List<Html> header) {
        return cells(rows, header).with("aria-hidden", "true");
    }

    private static Html cells(List<Row> rows, List<Html> header) {
        return Html.of("ol", "strip")
                .add(header)
                .add(rows.stream().map(Strip::cell).toList());
    }

    private static Html header(String path, int offset) {
        return cell(
                Html.of("li", "head").with("data-m", path),
                String.valueOf(offset),
                path.substring(1),
                Html.of("div", "parts").add(part(Shape.fixed("ushort", Short.BYTES))));
    }

    private static Html cell(Row row) {
        List<Html> parts = row.shape().parts().stream().map(Strip::part).toList();
        if (!row.elements().isEmpty()) {
            parts.get(parts.size() - 1).add(cells(row.elements(), List.of()));
        }
        return cell(
                row.element("li"),
                row.offsetText(),
                row.name(),
                Html.of("div", "parts").add(parts));
    }

    private static Html cell(Html cell, String offset, String name, Html parts) {
        return cell.add(Html.of("i").text(offset), Html.of("b").text(name), parts);
    }

    private static Html part(Shape.Part part) {
        String width = " w" + Math.min(part.minSize(), WIDEST);
        return Html.of("div", "part" + width + (part.varies() ? " varies" : ""))
                .add(Html.of("span").text(part.name()), Html.of("b").text(part.size()));
    }
}
