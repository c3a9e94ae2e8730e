package dev.packetwright.cli;

import dev.packetwright.generator.Generation;
import dev.packetwright.generator.codec.Encoder;
import dev.packetwright.generator.codec.InvalidValueException;
import dev.packetwright.generator.codec.MissingMember;
import dev.packetwright.generator.codec.Value;
import dev.packetwright.generator.diagnostic.DiagnosticText;
import dev.packetwright.generator.diagnostic.Suggestion;
import dev.packetwright.generator.json.JsonReader;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code packetwright encode}. */
@Command(
        name = "encode",
        description = {
            "Prints the bytes of a packet as hexadecimal digits.",
            "The members are JSON in the format that decode prints. If the PDL does not allow a value, the exit code"
                    + " is 1."
        })
final class EncodeCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = EncodeArguments.STANDARD_INPUT;
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final int MAX_JSON_MEGABYTES = 32;
    private static final int MOST_MISSING = 50;

    /** The maximum length of a text in a message. */
    private static final int LONGEST = 500;

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

    @Parameters(
            arity = "2..*",
            paramLabel = "FILE... PACKET [JSON|-]",
            hideParamSyntax = true,
            description = {
                "FILE: the PDL files of one protocol, or folders of them.",
                "PACKET: the packet's name in the PDL.",
                "JSON: an object with the members; - or nothing: standard input."
            })
    private List<String> arguments = new ArrayList<>();

    EncodeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        EncodeArguments given = parsed();
        List<Path> pdl = given.files();
        boolean isJsonGiven = !given.json().equals(STANDARD_INPUT);
        if (given.isExcessive()) {
            throw new ParameterException(
                    spec.commandLine(), "after the packet, only JSON or - can follow; quote JSON that has spaces");
        }
        if (!isJsonGiven && pdl.contains(Console.STANDARD_INPUT)) {
            throw new ParameterException(spec.commandLine(), "standard input cannot be both the PDL and the JSON");
        }
        Generation generation = PdlFiles.resolve(pdl, lock.file(), artifacts, console);
        int exitCode = report.print(generation.diagnostics(), spec.commandLine().getErr());
        if (exitCode != ExitCodes.OK) {
            return exitCode;
        }
        Optional<PacketType> type = packetNamed(given.packet(), generation.protocol());
        if (type.isEmpty()) {
            return refuse(
                    "there is no packet '" + given.packet() + "'; " + help(given.packet(), generation.protocol()));
        }
        return encode(type.get(), isJsonGiven ? given.json() : readJson());
    }

    private EncodeArguments parsed() {
        try {
            return EncodeArguments.of(arguments, console);
        } catch (InvalidPathException notAPath) {
            throw new ParameterException(spec.commandLine(), "not a path: " + notAPath.getMessage(), notAPath);
        } catch (TypeConversionException outsideLocale) {
            throw new ParameterException(spec.commandLine(), outsideLocale.getMessage(), outsideLocale);
        }
    }

    /**
     * Reads standard input as UTF-8. Other bytes are refused: a replacement character in a text would be a wrong value.
     */
    private String readJson() throws IOException {
        byte[] bytes = console.in().readNBytes((MAX_JSON_MEGABYTES << 20) + 1);
        if (bytes.length > MAX_JSON_MEGABYTES << 20) {
            throw new IOException(
                    "standard input has more than " + MAX_JSON_MEGABYTES + " MiB, too much for the JSON of one packet");
        }
        CharBuffer text = CharBuffer.allocate(bytes.length);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (StandardCharsets.UTF_8.newDecoder().decode(in, text, true).isError()) {
            throw new IOException(
                    "standard input is not UTF-8, the encoding of JSON, from byte " + in.position() + " on");
        }
        String json = text.flip().toString();
        return json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json;
    }

    private static Optional<PacketType> packetNamed(String name, Protocol protocol) {
        return protocol.packets().stream()
                .filter(packet -> packet.name().pdl().equals(name))
                .findFirst();
    }

    private static String help(String packet, Protocol protocol) {
        List<String> names =
                protocol.packets().stream().map(known -> known.name().pdl()).toList();
        return Suggestion.help(packet, names, "see the PDL for the names of all packets");
    }

    private int encode(PacketType type, String text) {
        try {
            return encode(type, JsonReader.read(type, JsonText.parse(text)));
        } catch (InvalidJsonException notJson) {
            return refuse(String.valueOf(notJson.getMessage()));
        } catch (InvalidValueException invalid) {
            return refuse(invalid);
        }
    }

    /** If the first problem is a missing member, all missing members are reported. */
    private int encode(PacketType type, Value.Members members) {
        try {
            spec.commandLine().getOut().println(HexFormat.of().formatHex(Encoder.encode(type, members)));
            return ExitCodes.OK;
        } catch (InvalidValueException invalid) {
            List<MissingMember> missing = MissingMember.of(type, members);
            boolean isMissing =
                    missing.stream().anyMatch(member -> member.path().equals(invalid.member()));
            return isMissing ? refuse(missing) : refuse(invalid);
        }
    }

    private int refuse(InvalidValueException invalid) {
        return refuse(shortened(invalid.member(), LONGEST / 2) + " " + invalid.problem());
    }

    private int refuse(List<MissingMember> missing) {
        missing.stream()
                .limit(MOST_MISSING)
                .forEach(member -> refuse(member.path() + " is missing (" + member.place() + ")"));
        if (missing.size() > MOST_MISSING) {
            refuse((missing.size() - MOST_MISSING) + " more members are missing");
        }
        return ExitCodes.FINDINGS;
    }

    /** Prints a problem. It may contain a name or a value from the JSON. */
    private int refuse(String problem) {
        spec.commandLine().getErr().println("packetwright: " + DiagnosticText.printable(shortened(problem, LONGEST)));
        return ExitCodes.FINDINGS;
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }
}
