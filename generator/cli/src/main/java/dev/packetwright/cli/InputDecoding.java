package dev.packetwright.cli;

import dev.packetwright.cli.capture.Capture;
import dev.packetwright.generator.codec.Decoder;
import dev.packetwright.generator.codec.PacketStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Decodes the packets of one input while they arrive.
 *
 * @param decoder the decoder
 * @param recovery what to do after a malformed header
 * @param port the port of the server whose connections are decoded; if empty, all connections are
 * @param lines receives the lines
 */
record InputDecoding(Decoder decoder, Recovery recovery, OptionalInt port, Consumer<PacketLine> lines) {
    private static final int CHUNK = 8192;

    /** Decodes bytes that are there. */
    void decode(byte[] bytes) {
        PacketStream packets = recovery.stream(decoder);
        packets.add(ByteBuffer.wrap(bytes));
        packets.cut();
        print(packets);
    }

    /**
     * Decodes an input to its end.
     *
     * @param name the name of the input in messages
     */
    void decode(InputStream input, String name, PacketBytes format) throws IOException {
        switch (format) {
            case HEX ->
                decode(PacketBytes.parseHex(text(Console.readAll(input, name)))
                        .orElseThrow(() -> new IOException(name + " is not hexadecimal")));
            case RAW -> decodeRaw(input, new byte[0]);
            default -> decodeFile(input, name, format);
        }
    }

    private void decodeFile(InputStream input, String name, PacketBytes format) throws IOException {
        byte[] beginning = input.readNBytes(FileFormats.MAGIC_SIZE);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(beginning), input);
        if (!FileFormats.isGzip(beginning)) {
            decodeUnpacked(whole, beginning, name, format);
            return;
        }
        InputStream unpacked = new GZIPInputStream(whole, CHUNK);
        byte[] unpackedBeginning = unpacked.readNBytes(FileFormats.MAGIC_SIZE);
        decodeUnpacked(
                new SequenceInputStream(new ByteArrayInputStream(unpackedBeginning), unpacked),
                unpackedBeginning,
                name,
                format);
    }

    private void decodeUnpacked(InputStream whole, byte[] beginning, String name, PacketBytes format)
            throws IOException {
        if (Capture.isCapture(beginning)) {
            Capture.read(whole, port, new CaptureLines(decoder, recovery, lines));
            return;
        }
        FileFormats.check(beginning, name);
        if (format == PacketBytes.CAPTURE) {
            throw new IOException(name + " is not a capture file (pcap or pcapng)");
        }
        decodeHexOrRaw(whole, name);
    }

    /** Takes the input as binary as soon as it contains a byte that is not part of hexadecimal digits. */
    private void decodeHexOrRaw(InputStream input, String name) throws IOException {
        ByteArrayOutputStream digits = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        String beginning = "";
        for (int size = input.read(chunk); size >= 0; size = input.read(chunk)) {
            digits.write(chunk, 0, size);
            String part = new String(chunk, 0, size, StandardCharsets.ISO_8859_1);
            beginning += beginning.length() < CHUNK ? part : "";
            if (!PacketBytes.canBeDigits(part) && !PacketBytes.canBeDump(beginning, part)) {
                decodeRaw(input, digits.toByteArray());
                return;
            }
            if (digits.size() > Console.MAX_INPUT_BYTES) {
                throw Console.tooLong(name);
            }
        }
        byte[] all = digits.toByteArray();
        decode(PacketBytes.parseHex(text(all)).orElse(all)); // what is not hexadecimal after all is binary
    }

    private void decodeRaw(InputStream input, byte[] beginning) throws IOException {
        PacketStream packets = recovery.stream(decoder);
        packets.add(ByteBuffer.wrap(beginning));
        print(packets);
        byte[] chunk = new byte[CHUNK];
        for (int size = input.read(chunk); size >= 0; size = input.read(chunk)) {
            packets.add(ByteBuffer.wrap(chunk, 0, size));
            print(packets);
        }
        packets.cut();
        print(packets);
    }

    private void print(PacketStream packets) {
        for (Optional<PacketStream.Found> found = packets.next(); found.isPresent(); found = packets.next()) {
            lines.accept(PacketLine.of(found.get()));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
