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

/** {@code chat-cluster bots}. */
@Command(
        name = "bots",
        description = {
            "Lets bots chat in several rooms, and checks what each hears: every line, in the room's order, one life of a",
            "room at a time. Bots whose node is gone connect to another one. Ends with 1 if anything was lost."
        },
        mixinStandardHelpOptions = true)
public final class BotsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private Servers servers = new Servers();

    @Option(names = "--rooms", defaultValue = "10", description = "How many rooms; default: ${DEFAULT-VALUE}.")
    private int rooms;

    @Option(
            names = "--count",
            defaultValue = "1",
            description = "How many bots for each room and node; default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--rate",
            defaultValue = "4",
            description = "Lines a second of each bot; default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--seconds", defaultValue = "5", description = "For how long; default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--maximum",
            description = "Instead, look for the most lines a second that the rooms can take: none refused, and 99 % "
                    + "heard within 250 ms. Takes a minute or two.")
    private boolean maximum;

    /** For picocli. */
    public BotsCommand() {}

    @Override
    public Integer call() throws Exception {
        if (rooms < 1 || count < 1 || rate < 1 || seconds < 1) {
            throw new ParameterException(spec.commandLine(), "--rooms, --count, --rate and --seconds are at least 1");
        }
        try (Crowd crowd = Crowd.gather(servers.resolve(), rooms, count)) {
            if (maximum) {
                System.out.println("at most " + Maximum.find(crowd) + " lines/s");
            } else {
                crowd.chat(rate);
                TimeUnit.SECONDS.sleep(seconds);
            }
            Crowd.Result result = crowd.fallSilent();
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
