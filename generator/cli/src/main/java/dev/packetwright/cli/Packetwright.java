package dev.packetwright.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code packetwright}. */
@Command(
        name = "packetwright",
        description = {
            "Generates Java from packet definitions (PDL): a class for each packet, and the packet managers.",
            "Also encodes and decodes packets without generated code."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Packetwright.Version.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the PDL or the input has errors, or a check found differences",
            "2:the command line is wrong",
            "70:an internal error"
        },
        footerHeading = "%n",
        footer = "@FILE reads arguments from a file. A FILE called - is standard input.")
public final class Packetwright implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of an internal error.")
    private boolean stacktrace;

    private Packetwright() {}

    /**
     * Runs the command and ends the process with its exit code. If the exit code is 0, the method returns instead, so a
     * build that calls this method in its own process can continue.
     */
    public static void main(String[] args) {
        int exitCode = execute(args);
        if (exitCode != ExitCodes.OK) {
            System.exit(exitCode);
        }
    }

    /**
     * Runs the command. Errors of the virtual machine, usually a lack of memory, are reported like other internal
     * errors.
     */
    private static int execute(String[] args) {
        try {
            return commandLine(Console.ofProcess()).execute(args);
        } catch (Error fatal) {
            System.err.println("packetwright: internal error: " + fatal);
            return ExitCodes.INTERNAL;
        }
    }

    static CommandLine commandLine(Console console) {
        Packetwright packetwright = new Packetwright();
        return new CommandLine(packetwright)
                .addSubcommand(new GenerateCommand(console))
                .addSubcommand(new CheckCommand(console))
                .addSubcommand(new DiffCommand(console))
                .addSubcommand(new DecodeCommand(console))
                .addSubcommand(new EncodeCommand(console))
                .addSubcommand(new XsdCommand(console))
                .addSubcommand("completion", new AutoComplete.GenerateCompletion())
                .registerConverter(Path.class, console)
                .setExecutionStrategy(Packetwright::run)
                .setParameterExceptionHandler((wrong, args) -> explainUsage(wrong, console))
                .setExecutionExceptionHandler(packetwright::explainFailure);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    /** Refuses an unknown command even where it is followed by {@code --help}, which would hide the mistake. */
    private static int run(ParseResult parsed) {
        if (!parsed.unmatched().isEmpty()) {
            CommandLine command = parsed.commandSpec().commandLine();
            throw new UnmatchedArgumentException(command, parsed.unmatched());
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static String describe(ParameterException wrong, Console console) {
        String message = String.valueOf(wrong.getMessage());
        if (!(wrong instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().get(0).startsWith("-")) {
            return message;
        }
        String unknown = unmatched.getUnmatched().get(0);
        CommandLine command = wrong.getCommandLine();
        return command.getParent() != null
                ? whyNoPath(unknown, console).orElse(message)
                : "there is no command '" + unknown + "'; the commands are "
                        + String.join(", ", command.getSubcommands().keySet());
    }

    /** Of several paths, the library calls one that cannot be converted unmatched, and drops the reason. */
    private static Optional<String> whyNoPath(String argument, Console console) {
        try {
            console.convert(argument);
            return Optional.empty();
        } catch (TypeConversionException outsideLocale) {
            return Optional.ofNullable(outsideLocale.getMessage());
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    private static int explainUsage(ParameterException wrong, Console console) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("packetwright: " + describe(wrong, console));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCodes.USAGE;
    }

    private int explainFailure(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        boolean ofTheFiles = failure instanceof IOException;
        err.println("packetwright: " + (ofTheFiles ? reason((IOException) failure) : "internal error: " + failure));
        if (stacktrace) {
            failure.printStackTrace(err);
        } else if (!ofTheFiles) {
            err.println("Run it again with --stacktrace, and please report the output.");
        }
        return ofTheFiles ? ExitCodes.FINDINGS : ExitCodes.INTERNAL;
    }

    /**
     * Returns the reason of a failure. The message of many exceptions of the file system is only a path; then their
     * class names the problem.
     */
    private static String reason(IOException failure) {
        if (failure instanceof FileSystemException ofFile && ofFile.getReason() == null) {
            String problem = failure.getClass().getSimpleName().replace("Exception", "");
            return ofFile.getFile() + ": "
                    + problem.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        }
        return Objects.requireNonNullElseGet(failure.getMessage(), failure::toString);
    }

    /** The provider of the version, which is in the manifest of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            return new String[] {"packetwright " + ToolVersion.get().orElse("(not packaged)")};
        }
    }
}
