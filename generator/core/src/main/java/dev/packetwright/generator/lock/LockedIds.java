package dev.packetwright.generator.lock;

import dev.packetwright.generator.diagnostic.DiagnosticCode;
import dev.packetwright.generator.diagnostic.Diagnostics;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.pdl.PdlFile;
import dev.packetwright.generator.pdl.PdlInput;
import dev.packetwright.generator.source.SourceText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content of a lock file.
 *
 * @param name the path of the file, which may not exist yet
 * @param ids the ids in the file
 */
public record LockedIds(String name, IdLock ids) {
    /** Parses the content of a lock file. */
    public static LockedIds of(PdlInput file, Diagnostics diagnostics) {
        try {
            SourceText source = new SourceText(file.name(), text(file.bytes()));
            return new LockedIds(file.name(), IdLock.parse(source, diagnostics));
        } catch (CharacterCodingException notText) {
            diagnostics.report(
                    DiagnosticCode.BAD_ENCODING,
                    new SourceText(file.name(), "").place(0, 0),
                    "the lock is not " + charset(file.bytes()).name(),
                    "save the lock as UTF-8");
            return new LockedIds(file.name(), IdLock.EMPTY);
        }
    }

    /** Decodes a lock file. Some editors and shells begin it with a byte order mark, which also names the encoding. */
    private static String text(byte[] bytes) throws CharacterCodingException {
        String text = charset(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static Charset charset(byte[] bytes) {
        if (bytes.length >= 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) {
            return StandardCharsets.UTF_16LE;
        }
        boolean isBigEndian = bytes.length >= 2 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff;
        return isBigEndian ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    /** Reads a lock file. A missing file is an empty lock; an unreadable file is reported. */
    public static LockedIds read(Path file, Diagnostics diagnostics) {
        try {
            return of(new PdlInput(file.toString(), Files.readAllBytes(file)), diagnostics);
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
    public LockUpdate extended(Protocol protocol) {
        List<Map.Entry<String, Integer>> packets = protocol.packets().stream()
                .map(packet -> Map.entry(packet.name().pdl(), packet.id()))
                .toList();
        List<String> added = newPackets(protocol)
                .map(it -> IdLock.line(it.id(), it.name().pdl()))
                .toList();
        return new LockUpdate(name, ids.with(packets).text(), added);
    }

    private Stream<PacketType> newPackets(Protocol protocol) {
        return protocol.packets().stream()
                .filter(packet -> ids.idOf(packet.name().pdl()).isEmpty());
    }

    /**
     * Reports the new packets that may be in the lock under an earlier name. A new id would cut off all peers that know
     * the earlier one, so the author has to decide.
     *
     * @param files the PDL files of the protocol
     * @param past the packets of the last run; none if it is unknown
     */
    public void refuseRenaming(
            Protocol protocol, Collection<PdlFile> files, List<PastPacket> past, Diagnostics diagnostics) {
        Renamings.find(protocol, ids, files, past).forEach(it -> it.report(ids, shortName(), diagnostics));
    }

    /** Reports the packets that are not in the lock. A lock with errors does not tell which packets it lacks. */
    public void requireAll(Protocol protocol, Collection<PdlFile> files, Diagnostics diagnostics) {
        if (!diagnostics.of(DiagnosticCode.INVALID_LOCK).isEmpty()) {
            return;
        }
        List<RenamedPacket> renamed =
                diagnostics.hasErrors() ? List.of() : Renamings.find(protocol, ids, files, List.of());
        renamed.forEach(it -> it.report(ids, shortName(), diagnostics));
        Set<PacketType> told = renamed.stream().map(RenamedPacket::packet).collect(Collectors.toSet());
        newPackets(protocol)
                .filter(packet -> !told.contains(packet))
                .map(PacketType::name)
                .forEach(packet -> diagnostics.report(
                        DiagnosticCode.LOCK_DISAGREES,
                        packet.place(),
                        "'" + packet.pdl() + "' is not in " + shortName(),
                        "run 'packetwright generate' and commit the lock that it writes"));
    }

    private String shortName() {
        return name.replaceFirst(".*[/\\\\]", "");
    }
}
