package dev.packetwright.generator.uptodate;

import dev.packetwright.generator.load.Artifacts;
import dev.packetwright.generator.load.Input;
import dev.packetwright.generator.lock.PastPacket;
import dev.packetwright.generator.model.Protocol;
import dev.packetwright.generator.output.AtomicFile;
import dev.packetwright.generator.target.GeneratedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The record of a run for one output: its request, its inputs, its packets and the files that it wrote. Immutable.
 *
 * <p>If nothing in the record has changed, another run would change nothing. Only content is compared; the times of files
 * do not matter.
 *
 * @param request the digest of everything that determines the output, apart from the content of the inputs; or
 *     {@link #NO_REQUEST}
 * @param packageName the namespace of the generated code
 * @param sources the digest of the names of the PDL files; or {@link #NO_SOURCES}
 * @param inputs the files that were read
 * @param packets the packets of the protocol
 * @param outputs the files that were written
 */
public record RunRecord(
        String request,
        String packageName,
        String sources,
        List<Input> inputs,
        List<PastPacket> packets,
        List<Output> outputs) {
    /** The request of a record that is not reusable. No digest is empty. */
    public static final String NO_REQUEST = "";

    /** The sources of a record whose protocol cannot be told from others. No digest is empty. */
    public static final String NO_SOURCES = "";

    private static final String FORMAT = "packetwright 2";
    private static final int HEAD = 4;
    private static final int MAX_FIELDS = 4;
    private static final Pattern ID = Pattern.compile("[0-9]{1,5}");

    public RunRecord {
        inputs = List.copyOf(inputs);
        packets = List.copyOf(packets);
        outputs = List.copyOf(outputs);
    }

    /**
     * A file that was written.
     *
     * @param path with slashes, relative to the output folder
     * @param digest the {@linkplain Input#digest digest} of its content
     */
    public record Output(String path, String digest) {
        static Output of(GeneratedFile file) {
            return new Output(file.path(), Input.digest(file.content().getBytes(StandardCharsets.UTF_8)));
        }

        private boolean isThere(Path folder) {
            try {
                Path file = folder.resolve(path);
                return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Input.digest(Files.readAllBytes(file)).equals(digest);
            } catch (IOException | InvalidPathException unreadable) {
                return false;
            }
        }
    }

    /**
     * The record of a run that has just ended.
     *
     * @param sources the {@linkplain #sources digest of the names} of the PDL files; or {@link #NO_SOURCES}
     * @param protocol the protocol that was generated
     * @param files the generated files
     * @param inputs the files that were read
     * @param lock the lock file, which exists on disk
     */
    public static RunRecord of(
            String request,
            String sources,
            Protocol protocol,
            Collection<GeneratedFile> files,
            Collection<Input> inputs,
            Optional<Path> lock)
            throws IOException {
        List<Input> all = new ArrayList<>(inputs);
        if (lock.isPresent()) {
            all.add(Input.onDisk(lock.get(), Files.readAllBytes(lock.get())));
        }
        List<Output> outputs = files.stream().map(Output::of).toList();
        List<PastPacket> packets =
                protocol.packets().stream().map(PastPacket::of).toList();
        return new RunRecord(request, protocol.namespace(), sources, all, packets, outputs);
    }

    /** The digest of a request. */
    public static String request(Collection<String> parts) {
        return digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    /** The digest that stands for a content in records. */
    public static String digest(byte[] content) {
        return Input.digest(content);
    }

    /** Whether a later run of the same request can rely on this record. Otherwise it only lists the files of its run. */
    public boolean isReusable() {
        return !request.equals(NO_REQUEST);
    }

    /** The same record for no request: a list of the inputs and outputs on which no later run relies. */
    public RunRecord notReusable() {
        return new RunRecord(NO_REQUEST, packageName, sources, inputs, packets, outputs);
    }

    /** Whether this is the record of the same request, and none of its inputs and outputs has changed. */
    public boolean isStillTrue(String wanted, Artifacts artifacts, Path outputFolder) {
        return request.equals(wanted)
                && inputs.stream().allMatch(input -> input.isUnchanged(artifacts))
                && outputs.stream().allMatch(output -> output.isThere(outputFolder));
    }

    /** Reads a record; empty if the file is missing or invalid. */
    public static Optional<RunRecord> read(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Writes this record atomically. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, text().getBytes(StandardCharsets.UTF_8));
    }

    /** One line for each file, with tabs between the fields. A record with a tab in a file name cannot be read back. */
    private String text() {
        List<String> lines = new ArrayList<>(List.of(FORMAT, request, packageName, sources));
        inputs.forEach(input -> lines.add(
                String.join("\t", "read", input.digest(), input.artifact().orElse(""), input.file())));
        packets.forEach(packet ->
                lines.add(String.join("\t", "packet", String.valueOf(packet.id()), packet.name(), packet.shape())));
        outputs.forEach(output -> lines.add(String.join("\t", "wrote", output.digest(), output.path())));
        lines.add("end");
        return String.join("\n", lines) + "\n";
    }

    private static Optional<RunRecord> parse(String text) {
        List<String> lines = text.lines().toList();
        int last = lines.size() - 1;
        if (last < HEAD || !lines.get(0).equals(FORMAT) || !lines.get(last).equals("end")) {
            return Optional.empty();
        }
        List<Input> inputs = new ArrayList<>();
        List<PastPacket> packets = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        for (String line : lines.subList(HEAD, last)) {
            String[] fields = line.split("\t", -1);
            if (fields.length == MAX_FIELDS && fields[0].equals("read")) {
                inputs.add(new Input(Optional.of(fields[2]).filter(name -> !name.isEmpty()), fields[3], fields[1]));
            } else if (fields.length == MAX_FIELDS
                    && fields[0].equals("packet")
                    && ID.matcher(fields[1]).matches()) {
                packets.add(new PastPacket(Integer.parseInt(fields[1]), fields[2], fields[3]));
            } else if (fields.length == MAX_FIELDS - 1 && fields[0].equals("wrote")) {
                outputs.add(new Output(fields[2], fields[1]));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new RunRecord(lines.get(1), lines.get(2), lines.get(3), inputs, packets, outputs));
    }
}
