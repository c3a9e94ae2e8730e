package dev.packetwright.generator.lock;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.model.Name;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.source.SourceText;
import dev.packetwright.generator.target.GeneratedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The content of a lock file.
 *
 * @param name the path of the file, which may not exist yet
 * @param ids the ids in the file
 */
public record LockedIds(String name, IdLock ids) {
    /** Parses the content of a lock file. */
    public static LockedIds of(PdlInput file, Diagnostics diagnostics) {
        SourceText source = new SourceText(file.name(), new String(file.bytes(), StandardCharsets.UTF_8));
        return new LockedIds(file.name(), IdLock.parse(source, diagnostics));
    }

    /** Reads a lock file. A missing file is an empty lock; an unreadable file is reported. */
    public static LockedIds read(Path file, Diagnostics diagnostics) {
        try {
            SourceText source = new SourceText(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
            return new LockedIds(file.toString(), IdLock.parse(source, diagnostics));
        } catch (NoSuchFileException notYet) {
            return new LockedIds(file.toString(), IdLock.EMPTY);
        } catch (IOException unreadable) {
            diagnostics.report(
                    DiagnosticCode.UNREADABLE_FILE,
                    new SourceText(file.toString(), "").place(0, 0),
                    "the file cannot be read: " + unreadable.getMessage(),
                    "");
            return new LockedIds(file.toString(), IdLock.EMPTY);
        }
    }

    /** Returns the lock file extended by the new packets of a protocol. */
    public GeneratedFile extended(Protocol protocol) {
        List<Map.Entry<String, Integer>> packets = protocol.packets().stream()
                .map(packet -> Map.entry(packet.name().pdl(), packet.id()))
                .toList();
        return new GeneratedFile(name, ids.with(packets).text(), IdLock.HEADER);
    }

    /** Reports the packets that are not in the lock. */
    public void requireAll(Protocol protocol, Diagnostics diagnostics) {
        for (PacketType packet : protocol.packets()) {
            Name ofPacket = packet.name();
            if (ids.idOf(ofPacket.pdl()).isEmpty()) {
                diagnostics.report(
                        DiagnosticCode.LOCK_DISAGREES,
                        ofPacket.place(),
                        "'" + ofPacket.pdl() + "' is not in " + name.replaceFirst(".*[/\\\\]", ""),
                        "run 'packetwright generate' and commit the lock that it writes");
            }
        }
    }
}
