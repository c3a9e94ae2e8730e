package dev.packetwright.generator.card;

import dev.packetwright.generator.example.Example;
import dev.packetwright.generator.html.Html;
import dev.packetwright.generator.html.HtmlPage.Card;
import dev.packetwright.generator.layout.PacketLayout;
import dev.packetwright.generator.layout.ProtocolLayout;
import dev.packetwright.generator.layout.RecordLayout;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.LengthUnit;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.WireFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The cards of the packets, structs and enums of a protocol. */
public final class Cards {
    private final Look look;
    private final Users users;
    private final Map<String, Card> cards = new LinkedHashMap<>();

    private Cards(ProtocolLayout layout, Look look) {
        this.look = look;
        this.users = new Users(layout.protocol());
        layout.packets().forEach(packet -> add(packet.type().name(), packet(packet)));
        layout.structs().forEach(struct -> add(struct.type().name(), struct(struct)));
        layout.protocol().enums().forEach(type -> add(type.name(), enumeration(type)));
    }

    /** The cards of all packets, structs and enums by their names. */
    public static Map<String, Card> of(Protocol protocol, Look look) {
        return of(ProtocolLayout.of(protocol), look);
    }

    /** The cards of all packets, structs and enums by their names. */
    public static Map<String, Card> of(ProtocolLayout layout, Look look) {
        return new Cards(layout, look).cards;
    }

    private void add(Name name, Card card) {
        cards.put(name.pdl(), card);
    }

    private Card packet(PacketLayout packet) {
        PacketType type = packet.type();
        List<Html> badges = new ArrayList<>();
        badges.add(Look.badge("id", "id " + type.id()));
        badges.add(Look.badge("id", String.format(Locale.ROOT, "0x%04x", type.id())));
        type.role().ifPresent(role -> badges.add(Look.badge("", role.pdlName())));
        badges.addAll(Look.versions(type.since(), type.deprecated()));

        List<Row> rows = Row.of(packet.body(), WireFormat.HEADER_SIZE, look);
        Optional<Example> example = Example.of(type);
        List<Html> content = look.docs(type.deprecated(), type.doc());
        content.add(Strip.packet(rows));
        if (!rows.isEmpty()) {
            content.add(new Table(look.id(type.name()), look, example).of(rows));
        }
        example.ifPresent(it -> content.add(Hex.of(it, rows)));
        return new Card(look.id(type.name()), type.name().pdl(), String.valueOf(type.id()), badges, content);
    }

    private Card struct(RecordLayout struct) {
        Name name = struct.type().name();
        int size = struct.body().minSize();
        List<Row> rows = Row.of(struct.body(), 0, look);
        List<Html> content = look.docs(Optional.empty(), struct.type().doc());
        if (!rows.isEmpty()) {
            content.add(Strip.struct(rows));
            content.add(new Table(look.id(name), look, Optional.empty()).of(rows));
        }
        content.addAll(usedBy(name));
        String bytes = bytes(size) + (struct.body().isFixedSize() ? "" : " or more");
        return new Card(look.id(name), name.pdl(), "", List.of(Look.badge("", bytes)), content);
    }

    private Card enumeration(EnumType type) {
        List<Html> content = look.docs(Optional.empty(), type.doc());
        content.add(values(type));
        content.add(Html.of("p")
                .text(type.unknown()
                        .map(value ->
                                "Any other number is read as " + value.name().pdl() + ".")
                        .orElse("Any other number is malformed.")));
        content.addAll(usedBy(type.name()));
        List<Html> badges = List.of(Look.badge("", type.base().pdlName()), Look.badge("", bytes(type.minSize())));
        return new Card(look.id(type.name()), type.name().pdl(), "", badges, content);
    }

    private static String bytes(int number) {
        return LengthUnit.BYTE.count(number);
    }

    private Html values(EnumType type) {
        Html body = Html.of("tbody");
        for (EnumType.Value value : type.values()) {
            String id = look.id(type.name()) + "." + value.name().pdl();
            Optional<Look.Mark> mark = look.marks().apply(value.name());
            body.add(Html.of("tr", mark.map(Look.Mark::style).orElse(""))
                    .with("id", id)
                    .add(Html.of("td").text(value.value().toString()))
                    .add(Html.of("th")
                            .with("scope", "row")
                            .add(Html.link(id, value.name().pdl()))
                            .add(mark.stream().map(Look::badge).toList())
                            .add(look.docs(Optional.empty(), value.doc()))));
        }
        return Html.of("table")
                .add(Html.of("thead").add(Html.of("tr").add(Table.column("Number"), Table.column("Value"))), body);
    }

    private List<Html> usedBy(Name type) {
        Html paragraph = Html.of("p", "users");
        for (String user : users.of(type)) {
            paragraph.text(paragraph.isEmpty() ? "Used by " : ", ").add(look.typeName(user));
        }
        return paragraph.isEmpty() ? List.of() : List.of(paragraph);
    }
}
