package dev.packetwright.examples.chat;

import dev.packetwright.examples.chat.bots.BotsCommand;
import dev.packetwright.examples.chat.client.ClientCommand;
import dev.packetwright.examples.chat.server.ServerCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code chat} command. */
@Command(
        name = "chat",
        description = "A chat over Packetwright sessions.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ServerCommand.class, ClientCommand.class, BotsCommand.class})
public final class Chat implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Chat() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        CommandLine chat = new CommandLine(new Chat());
        chat.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("chat: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(chat.execute(args));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
