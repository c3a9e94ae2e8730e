package dev.packetwright.examples.chatcluster;

import dev.packetwright.cluster.ClusterException;
import dev.packetwright.examples.chatcluster.bots.BotsCommand;
import dev.packetwright.examples.chatcluster.client.ClientCommand;
import dev.packetwright.examples.chatcluster.server.ServerCommand;
import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code chat-cluster} command. */
@Command(
        name = "chat-cluster",
        description = "A chat with many rooms, on the nodes of a cluster.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ServerCommand.class, ClientCommand.class, BotsCommand.class})
public final class ChatCluster implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private ChatCluster() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        configureLogging();
        CommandLine chat = new CommandLine(new ChatCluster());
        chat.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("chat-cluster: " + failure.getMessage());
            return failure instanceof ClusterException refused ? exitCode(refused) : CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(chat.execute(args));
    }

    private static void configureLogging() {
        if (System.getProperty("java.util.logging.config.file") == null) {
            try (InputStream configuration =
                    ChatCluster.class.getResourceAsStream("/chat-cluster-logging.properties")) {
                LogManager.getLogManager().readConfiguration(configuration);
            } catch (IOException unreadable) {
                System.err.println("chat-cluster: logging is not configured: " + unreadable.getMessage());
            }
        }
    }

    /**
     * A cause that requires a change by the user is a usage error. A cause that can end without a change is a failure.
     */
    private static int exitCode(ClusterException refused) {
        return switch (refused.reason()) {
            case ADDRESS_UNUSABLE, PROTOCOL_DIFFERS, FILES_UNUSABLE -> CommandLine.ExitCode.USAGE;
            case NO_SEED_ANSWERED -> CommandLine.ExitCode.SOFTWARE;
        };
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
