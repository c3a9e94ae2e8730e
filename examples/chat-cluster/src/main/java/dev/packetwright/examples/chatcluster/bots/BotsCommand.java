package dev.packetwright.examples.chatcluster.bots;

import dev.packetwright.examples.chatcluster.Servers;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code chat-cluster bots} command. */
@Command(
        name = "bots",
        description = {
            "Lets bots chat in several rooms, and checks that each bot receives every line, in the room's order. Bots",
            "connect to another node when theirs fails. Exits with 1 if a line was lost."
        },
        mixinStandardHelpOptions = true)
public final class BotsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private Servers servers = new Servers();

    @Option(names = "--rooms", defaultValue = "10", description = "The number of rooms; default: ${DEFAULT-VALUE}.")
    private int rooms;

    @Option(
            names = "--count",
            defaultValue = "1",
            description = "The number of bots for each room and node; default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--rate",
            defaultValue = "4",
            description = "The lines per second of each bot; default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--seconds", defaultValue = "5", description = "The duration; default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--maximum",
            description =
                    "Instead, find the maximum rate in lines per second at which no line is refused and 99 % arrive "
                            + "within 250 ms. Takes one to two minutes.")
    private boolean maximum;

    /** Called by picocli. */
    public BotsCommand() {}

    @Override
    public Integer call() throws Exception {
        if (rooms < 1 || count < 1 || rate < 1 || seconds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--rooms, --count, --rate and --seconds must be at least 1");
        }
        try (Crowd crowd = Crowd.gather(servers.resolve(), rooms, count)) {
            if (maximum) {
                System.out.println("at most " + Maximum.find(crowd) + " lines/s");
            } else {
                crowd.chat(rate);
                TimeUnit.SECONDS.sleep(seconds);
            }
            Crowd.Result result = crowd.finish();
            result.complaints().forEach(System.err::println);
            System.out.println(result);
            crowd.rooms().stream()
                    .mapToLong(Ledger::longestSilence)
                    .max()
                    .ifPresent(nanos -> System.out.println(
                            "longest silence of a room: " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms"));
            return result.isFlawless() ? 0 : 1;
        }
    }
}
