package dev.packetwright.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The arguments of {@code decode}, sorted into PDL files and the place of the packets. */
final class DecodeArguments {
    private static final String STANDARD_INPUT = "-";

    private final Function<String, ParameterException> wrong;
    private final List<Path> pdl = new ArrayList<>();
    private final List<String> digits = new ArrayList<>();
    private final List<Path> inputs = new ArrayList<>();

    private DecodeArguments(Function<String, ParameterException> wrong) {
        this.wrong = wrong;
    }

    /**
     * Sorts arguments.
     *
     * @param first the first argument, which is always PDL
     * @param others the other arguments
     * @param wrong makes the exception for a wrong command line from its message
     */
    static DecodeArguments of(
            Path first, List<String> others, Console console, Function<String, ParameterException> wrong)
            throws IOException {
        DecodeArguments arguments = new DecodeArguments(wrong);
        arguments.pdl.add(first);
        for (String other : others) {
            arguments.add(other, console);
        }
        arguments.check();
        return arguments;
    }

    private void add(String argument, Console console) throws IOException {
        if (argument.equals(STANDARD_INPUT)) {
            inputs.add(Console.STANDARD_INPUT);
        } else if (PacketBytes.canBeDigits(argument)) {
            digits.add(argument);
        } else {
            add(path(argument, console), argument);
        }
    }

    private void add(Path path, String argument) throws IOException {
        if (PdlFolder.isPdl(path)) {
            pdl.add(path);
        } else if (Files.exists(path)) {
            inputs.add(path);
        } else {
            throw wrong.apply("'" + argument + "' is neither a file nor hexadecimal digits");
        }
    }

    private Path path(String argument, Console console) {
        try {
            return console.convert(argument);
        } catch (InvalidPathException invalid) {
            throw wrong.apply("'" + argument + "' is neither a file nor hexadecimal digits");
        } catch (TypeConversionException outsideLocale) {
            throw wrong.apply(String.valueOf(outsideLocale.getMessage()));
        }
    }

    private void check() {
        if (inputs.size() > 1 || (!inputs.isEmpty() && !digits.isEmpty())) {
            throw wrong.apply(
                    "packets must come from one place: hexadecimal digits, one file, or - for standard input");
        }
        if (digits.isEmpty() && input().equals(Console.STANDARD_INPUT) && pdl.contains(Console.STANDARD_INPUT)) {
            throw wrong.apply("standard input cannot be both the PDL and the packets");
        }
    }

    /** Returns the PDL files and folders. */
    List<Path> pdl() {
        return List.copyOf(pdl);
    }

    /** Returns the packets that the command line contains; empty if they come from {@link #input}. */
    Optional<byte[]> bytes() {
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        String all = String.join(" ", digits);
        return Optional.of(PacketBytes.parseHex(all)
                .orElseThrow(() -> wrong.apply("'" + all + "' is not hexadecimal with two digits for each byte")));
    }

    /** Returns the file with the packets, or standard input. */
    Path input() {
        return inputs.isEmpty() ? Console.STANDARD_INPUT : inputs.get(0);
    }
}
