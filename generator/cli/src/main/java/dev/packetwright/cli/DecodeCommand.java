package dev.packetwright.cli;

import dev.packetwright.cli.capture.Capture;
import dev.packetwright.generator.Generation;
import dev.packetwright.generator.codec.Decoder;
import dev.packetwright.generator.codec.PacketStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code packetwright decode}. */
@Command(
        name = "decode",
        description = {
            "Decodes packets and prints each as JSON on one line.",
            "The packets are hexadecimal digits on the command line, or come from standard input: as hexadecimal digits,"
                    + " as binary packets one after another, or as a capture (pcap or pcapng) of TCP traffic. A malformed"
                    + " packet is printed as JSON with the position and the member of the error; the exit code is then 1."
        })
final class DecodeCommand implements Callable<Integer> {
    private static final List<String> FROM_STANDARD_INPUT = List.of("-");
    private static final int MAX_PORT = 65_535;

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private Report report = new Report();

    @Mixin
    private LockOption lock = new LockOption();

    @Mixin
    private KnownArtifacts artifacts = new KnownArtifacts();

    @Parameters(index = "0", paramLabel = "FILE", description = "The PDL file.")
    private Path pdl = Console.STANDARD_INPUT;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "HEX|-",
            description =
                    "Packets as hexadecimal digits, with or without spaces, colons, dashes, commas or 0x; - or nothing:"
                            + " standard input.")
    private List<String> hex = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "auto",
            description = "The format of standard input: hex, raw, capture, or auto to detect it; default: auto.")
    private PacketBytes format = PacketBytes.AUTO;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Decode only the connections of a capture with a server at this port; default: all.")
    private @Nullable Integer port;

    DecodeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        boolean isGiven = !hex.isEmpty() && !hex.equals(FROM_STANDARD_INPUT);
        checkUsage(isGiven);
        byte[] given = isGiven ? hexOf(String.join(" ", hex)) : new byte[0];
        Generation generation = PdlFiles.resolve(pdl, lock.file(), artifacts, console);
        int exitCode = report.print(generation.diagnostics(), spec.commandLine().getErr());
        if (exitCode != ExitCodes.OK) {
            return exitCode;
        }
        Decoder decoder = new Decoder(generation.protocol());
        Printer printer = new Printer(console.out());
        if (isGiven) {
            print(decoder, given, printer);
        } else {
            printStandardInput(decoder, printer);
        }
        printer.out.flush();
        return printer.exitCode;
    }

    private void checkUsage(boolean isGiven) {
        if (!isGiven && pdl.equals(Console.STANDARD_INPUT)) {
            throw wrong("standard input cannot be both the PDL and the packets");
        }
        if (isGiven && hex.containsAll(FROM_STANDARD_INPUT)) {
            throw wrong("packets must come either from the command line or from standard input");
        }
        if (port != null && (port < 1 || port > MAX_PORT)) {
            throw wrong("--port must be from 1 to " + MAX_PORT + ", not " + port);
        }
    }

    private byte[] hexOf(String digits) {
        return PacketBytes.parseHex(digits)
                .orElseThrow(() -> wrong("'" + digits + "' is not hexadecimal with two digits for each byte"));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void printStandardInput(Decoder decoder, Consumer<PacketLine> lines) throws IOException {
        byte[] input = console.readInput();
        switch (format == PacketBytes.AUTO ? PacketBytes.of(input) : format) {
            case CAPTURE -> printCapture(decoder, input, lines);
            case HEX ->
                print(
                        decoder,
                        PacketBytes.parseHex(new String(input, StandardCharsets.ISO_8859_1))
                                .orElseThrow(() -> new IOException("standard input is not hexadecimal")),
                        lines);
            default -> print(decoder, input, lines);
        }
    }

    private void printCapture(Decoder decoder, byte[] input, Consumer<PacketLine> lines) throws IOException {
        if (!Capture.isCapture(input)) {
            throw new IOException("standard input is not a capture file (pcap or pcapng)");
        }
        OptionalInt wanted = port == null ? OptionalInt.empty() : OptionalInt.of(port);
        new CaptureLines(decoder, wanted).decode(Capture.read(input), lines);
    }

    private static void print(Decoder decoder, byte[] bytes, Consumer<PacketLine> lines) {
        new PacketStream(decoder, bytes).forEachRemaining(found -> lines.accept(PacketLine.of(found)));
    }

    /** Prints lines in UTF-8, the encoding of JSON, regardless of the terminal's encoding. */
    private static final class Printer implements Consumer<PacketLine> {
        private final PrintWriter out;
        private int exitCode = ExitCodes.OK;

        Printer(OutputStream out) {
            this.out = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        }

        @Override
        public void accept(PacketLine line) {
            out.println(JsonText.write(line.json()));
            if (!line.isPacket()) {
                exitCode = ExitCodes.FINDINGS;
            }
        }
    }
}
