package dev.packetwright.generator.target.typescript;

import dev.packetwright.generator.layout.PacketLayout;
import dev.packetwright.generator.model.Direction;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Traits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Emits a packet: its interface, its descriptor, and the functions that encode and decode it. */
record PacketEmitter(ModuleParts module, CodeWriter out) {
    void emit(PacketLayout packet, boolean isEncoded, boolean isDecoded) {
        PacketType type = packet.type();
        BodyNames names = module.names().body(type.name());
        BodyForm body = new BodyForm(module, names, packet.body(), "");
        body.elements(out);
        out.doc(doc(type));
        out.open("export interface " + names.type());
        out.line("readonly " + BodyNames.TAG + ": " + tag(names) + ";");
        body.members(out);
        out.close();
        out.blank();
        out.line("export const " + names.type() + " = { " + BodyNames.TAG + ": " + tag(names) + ", id: " + type.id()
                + " } as const;");
        out.blank();
        if (isEncoded) {
            encoder(type, names, body);
        }
        if (isDecoded) {
            decoder(type, names, body);
        }
    }

    private static String tag(BodyNames names) {
        return TypeScriptText.literal(names.type());
    }

    private static List<String> doc(PacketType type) {
        List<String> lines = new ArrayList<>(TypeScriptText.lines(type.doc().orElse("")));
        String since = type.since() > Traits.FIRST_VERSION ? ", since version " + type.since() : "";
        lines.add(direction(type.direction()) + ", id " + type.id() + since + ".");
        BodyForm.deprecated(type.deprecated(), lines);
        return lines;
    }

    private static String direction(Direction direction) {
        return switch (direction) {
            case CLIENT_TO_SERVER -> "Client to server";
            case SERVER_TO_CLIENT -> "Server to client";
            case BOTH -> "Both ways";
        };
    }

    private void encoder(PacketType type, BodyNames names, BodyForm body) {
        boolean isEmpty = names.members().isEmpty();
        String parameter =
                isEmpty ? "_packet: Untagged<" + names.type() + "> = {}" : "packet: Untagged<" + names.type() + ">";
        out.open("export function " + TypeScriptNames.encoder(type) + "(" + parameter + "): Uint8Array<ArrayBuffer>");
        out.line("beginPacket(" + type.id() + ", " + Form.quoted(type.name().pdl()) + ");");
        body.write("packet", out);
        out.line("return endPacket();");
        out.close();
        out.blank();
    }

    private void decoder(PacketType type, BodyNames names, BodyForm body) {
        String read = module.function("read", names.type());
        out.open("export function " + TypeScriptNames.decoder(type) + "(bytes: Uint8Array): " + names.type());
        out.line("expectPacket(bytes, " + type.id() + ");");
        out.line("return " + read + "();");
        out.close();
        out.blank();
        module.declarations().add(read, function -> {
            function.open("function " + read + "(): " + names.type());
            function.line("packetName = " + Form.quoted(type.name().pdl()) + ";");
            body.read(Optional.of(names.type()), function);
            function.close();
        });
    }
}
