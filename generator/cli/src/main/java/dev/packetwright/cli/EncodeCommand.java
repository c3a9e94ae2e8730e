package dev.packetwright.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.packetwright.generator.Generation;
import dev.packetwright.generator.codec.Encoder;
import dev.packetwright.generator.codec.InvalidValueException;
import dev.packetwright.generator.diagnostic.Suggestion;
import dev.packetwright.generator.json.JsonReader;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

/** {@code packetwright encode}. */
@Command(
        name = "encode",
        description = {
            "Prints the bytes of a packet as hexadecimal digits.",
            "The members are JSON in the format that decode prints. If the PDL does not allow a value, the exit code is 1."
        })
final class EncodeCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

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

    @Parameters(index = "1", paramLabel = "PACKET", description = "The packet's name in the PDL.")
    private String packet = "";

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "JSON|-",
            defaultValue = STANDARD_INPUT,
            description = "A JSON object with the members; - or nothing: standard input.")
    private String json = STANDARD_INPUT;

    EncodeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        boolean isGiven = !json.equals(STANDARD_INPUT);
        if (!isGiven && pdl.equals(Console.STANDARD_INPUT)) {
            throw new ParameterException(spec.commandLine(), "standard input cannot be both the PDL and the JSON");
        }
        Generation generation = PdlFiles.resolve(pdl, lock.file(), artifacts, console);
        int exitCode = report.print(generation.diagnostics(), spec.commandLine().getErr());
        if (exitCode != ExitCodes.OK) {
            return exitCode;
        }
        Optional<PacketType> type = packetNamed(packet, generation.protocol());
        if (type.isEmpty()) {
            return refuse("there is no packet '" + packet + "'; " + help(generation.protocol()));
        }
        return encode(type.get(), isGiven ? json : new String(console.readInput(), StandardCharsets.UTF_8));
    }

    private static Optional<PacketType> packetNamed(String name, Protocol protocol) {
        return protocol.packets().stream()
                .filter(packet -> packet.name().pdl().equals(name))
                .findFirst();
    }

    private String help(Protocol protocol) {
        List<String> names =
                protocol.packets().stream().map(known -> known.name().pdl()).toList();
        return Suggestion.help(packet, names, "see the PDL for the names of all packets");
    }

    private int encode(PacketType type, String text) {
        try {
            byte[] bytes = Encoder.encode(type, JsonReader.read(type, JsonText.parse(text)));
            spec.commandLine().getOut().println(HexFormat.of().formatHex(bytes));
            return ExitCodes.OK;
        } catch (JsonProcessingException notJson) {
            JsonLocation place = notJson.getLocation();
            return refuse("the JSON is invalid at " + place.getLineNr() + ":" + place.getColumnNr() + ": "
                    + notJson.getOriginalMessage().replaceFirst("(?s)( \\(start marker at |\\R).*", ""));
        } catch (InvalidValueException invalid) {
            return refuse(invalid.member() + " " + invalid.problem());
        }
    }

    private int refuse(String problem) {
        spec.commandLine().getErr().println("packetwright: " + problem);
        return ExitCodes.FINDINGS;
    }
}
