package dev.packetwright.cli;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.codec.Decoder;
import java.io.BufferedInputStream;
import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
            "The packets are hexadecimal digits on the command line, or come from a file or standard input: as"
                    + " hexadecimal digits, as a hex dump, as binary packets one after another, or as a capture (pcap or"
                    + " pcapng, also with gzip) of TCP traffic. Packets of a live capture are printed as they arrive. A"
                    + " malformed packet is printed as JSON with the position and the member of the error; the exit code"
                    + " is then 1."
        })
final class DecodeCommand implements Callable<Integer> {
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

    @Parameters(index = "0", paramLabel = "FILE", description = "The PDL file, or a folder of PDL files.")
    private Path pdl = Console.STANDARD_INPUT;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "FILE|CAPTURE|HEX|-",
            description =
                    "More PDL files and folders, and the packets: a file, or hexadecimal digits with or without spaces,"
                            + " colons, dashes, commas or 0x; - or nothing: standard input.")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "auto",
            description = "The format of the input: hex, raw, capture, or auto to detect it; default: auto.")
    private PacketBytes format = PacketBytes.AUTO;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Decode only the connections of a capture with a server at this port; default: all.")
    private @Nullable Integer port;

    @Option(
            names = "--skip",
            description =
                    "After a malformed header, skip bytes up to the next plausible packet; without it, nothing more"
                            + " is decoded. After a gap in a capture, this is always done.")
    private boolean skip;

    DecodeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        DecodeArguments given = DecodeArguments.of(pdl, arguments, console, this::wrong);
        Optional<byte[]> bytes = given.bytes();
        checkPort();
        Generation generation = PdlFiles.resolve(given.pdl(), lock.file(), artifacts, console);
        int exitCode = report.print(generation.diagnostics(), spec.commandLine().getErr());
        if (exitCode != ExitCodes.OK) {
            return exitCode;
        }
        Printer printer = new Printer(console.out());
        try {
            InputDecoding decoding = decoding(generation, printer);
            if (bytes.isPresent()) {
                decoding.decode(bytes.get());
            } else {
                decode(given.input(), decoding, printer);
            }
        } finally {
            printer.flush();
        }
        return printer.exitCode;
    }

    private void checkPort() {
        if (port != null && (port < 1 || port > MAX_PORT)) {
            throw wrong("--port must be from 1 to " + MAX_PORT + ", not " + port);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private InputDecoding decoding(Generation generation, Printer printer) {
        return new InputDecoding(
                new Decoder(generation.protocol()),
                skip ? Recovery.SKIP : Recovery.STOP,
                port == null ? OptionalInt.empty() : OptionalInt.of(port),
                printer);
    }

    private void decode(Path file, InputDecoding decoding, Printer printer) throws IOException {
        if (file.equals(Console.STANDARD_INPUT)) {
            decoding.decode(new FlushingInput(console.in(), printer), Console.STANDARD_INPUT_NAME, format);
            return;
        }
        try (InputStream in = new FlushingInput(new BufferedInputStream(Files.newInputStream(file)), printer)) {
            decoding.decode(in, file.toString(), format);
        }
    }

    /** Prints lines in UTF-8, the encoding of JSON, regardless of the terminal's encoding. */
    private static final class Printer implements Consumer<PacketLine>, Flushable {
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

        @Override
        public void flush() {
            out.flush();
        }
    }
}
