package dev.packetwright.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/**
 * The arguments of {@code encode}: {@code FILE... PACKET [JSON|-]}.
 *
 * @param files the PDL files and folders
 * @param packet the name of the packet
 * @param json the members, or {@value #STANDARD_INPUT}
 * @param isExcessive whether there are more arguments
 */
record EncodeArguments(List<Path> files, String packet, String json, boolean isExcessive) {
    static final String STANDARD_INPUT = "-";

    EncodeArguments {
        files = List.copyOf(files);
    }

    /**
     * Divides at least two arguments. The first is a file. Those after it are files as long as they exist or end in
     * {@code .xml}, except that a packet remains, and JSON if the last argument is JSON.
     */
    static EncodeArguments of(List<String> arguments, Console console) {
        String last = arguments.get(arguments.size() - 1);
        int most = Math.max(1, arguments.size() - (isJson(last) ? 2 : 1));
        int files = 1;
        while (files < most && isFile(arguments.get(files), console)) {
            files++;
        }
        List<String> rest = arguments.subList(files, arguments.size());
        return new EncodeArguments(
                arguments.subList(0, files).stream().map(console::convert).toList(),
                rest.get(0),
                rest.size() > 1 ? rest.get(1) : STANDARD_INPUT,
                rest.size() > 2);
    }

    private static boolean isJson(String argument) {
        return argument.equals(STANDARD_INPUT) || argument.stripLeading().startsWith("{");
    }

    private static boolean isFile(String argument, Console console) {
        try {
            return PdlFolder.hasName(argument) || Files.exists(console.convert(argument));
        } catch (InvalidPathException | TypeConversionException notAPath) {
            return false;
        }
    }
}
