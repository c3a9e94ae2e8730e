package dev.packetwright.examples.chat.bots;

import dev.packetwright.examples.chat.Address;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code chat bots} command. */
@Command(
        name = "bots",
        description = {
            "Lets a crowd of bots chat, and counts whether each hears every line of every other, in order.",
            "The server must be running: chat server. The last line of the output is sent=N expected=N received=N"
                    + " lost=N: the lines that the bots sent, the lines that all bots together should have heard and"
                    + " did hear, and the difference."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every line arrived, in order",
            "1:something was lost, or there is no server at the address",
            "2:the command line is wrong"
        },
        mixinStandardHelpOptions = true)
public final class BotsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private Address address = new Address();

    @Option(names = "--count", defaultValue = "10", description = "How many bots; default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--rate",
            defaultValue = "4",
            description = "Lines a second of each bot; default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--seconds", defaultValue = "5", description = "For how long; default: ${DEFAULT-VALUE}.")
    private int seconds;

    /** Called by picocli. */
    public BotsCommand() {}

    @Override
    public Integer call() throws Exception {
        if (count < 1 || rate < 1 || seconds < 1) {
            throw new ParameterException(spec.commandLine(), "--count, --rate and --seconds are at least 1");
        }
        try (Crowd crowd = Crowd.gather(address.resolve(), count)) {
            crowd.chat(rate, rate * seconds);
            Crowd.Result result = crowd.awaitAllHeard();
            result.complaints().forEach(System.err::println);
            System.out.println(result);
            return result.isFlawless() ? 0 : 1;
        }
    }
}
