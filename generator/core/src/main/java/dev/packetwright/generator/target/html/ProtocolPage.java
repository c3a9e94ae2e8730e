package dev.packetwright.generator.target.html;

import dev.packetwright.generator.card.Cards;
import dev.packetwright.generator.card.Look;
import dev.packetwright.generator.html.Html;
import dev.packetwright.generator.html.HtmlPage;
import dev.packetwright.generator.html.HtmlPage.Card;
import dev.packetwright.generator.html.HtmlPage.Section;
import dev.packetwright.generator.layout.ProtocolLayout;
import dev.packetwright.generator.model.Direction;
import dev.packetwright.generator.model.EnumType;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.model.RecordType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The page of a protocol. */
final class ProtocolPage {
    private final Protocol protocol;
    private final Map<String, Card> cards;

    private ProtocolPage(ProtocolLayout layout) {
        this.protocol = layout.protocol();
        this.cards = Cards.of(layout, Look.of(protocol));
    }

    static HtmlPage of(ProtocolLayout layout) {
        return new ProtocolPage(layout).page();
    }

    private HtmlPage page() {
        return new HtmlPage(
                protocol.namespace(),
                summary(),
                List.of(
                        packets("-to-server", "Client to server", Direction.CLIENT_TO_SERVER),
                        packets("-to-client", "Server to client", Direction.SERVER_TO_CLIENT),
                        packets("-both", "Both directions", Direction.BOTH),
                        section(
                                "-structs",
                                "Structs",
                                protocol.structs().stream().map(RecordType::name)),
                        section("-enums", "Enums", protocol.enums().stream().map(EnumType::name))));
    }

    private Section packets(String id, String heading, Direction direction) {
        Stream<PacketType> packets = protocol.packets().stream().filter(packet -> packet.direction() == direction);
        return section(id, heading, packets.map(PacketType::name));
    }

    private Section section(String id, String heading, Stream<Name> names) {
        return new Section(id, heading, names.map(name -> cards.get(name.pdl())).toList());
    }

    private Html summary() {
        String versions = protocol.oldestVersion() == protocol.version()
                ? String.valueOf(protocol.version())
                : protocol.version() + ", serves peers from version " + protocol.oldestVersion();
        Html facts = Html.of("dl")
                .add(fact("Version", versions))
                .add(fact("Packets", String.valueOf(protocol.packets().size())))
                .add(fact("Fingerprint", String.format(Locale.ROOT, "%016x", protocol.fingerprint())))
                .add(fact("Made from", String.join(", ", protocol.sources())));
        return Html.of("div", "summary").add(facts, legend());
    }

    private static Html fact(String name, String value) {
        return Html.of("div").add(Html.of("dt").text(name), Html.of("dd").text(value));
    }

    private static Html legend() {
        return Html.of("p")
                .text(
                        "All sizes and offsets are in bytes. Numbers are little-endian. Every packet begins with its size, the"
                                + " header included, and its id. Parts with a ")
                .add(Html.of("span", "varies").text("dashed"))
                .text(
                        " border vary: n is the length or the count before them. A presence byte of 0 stands for an optional"
                                + " value that is not there. Packets of older peers end before members of later versions.");
    }
}
