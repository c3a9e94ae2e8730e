package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.model.PacketType;
import dev.packetwright.generator.model.Side;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.runtime.session.Connector;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.DisconnectReason;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.PacketSession;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three versions of a protocol in all pairs over sockets. Each side sends all of its packets; each side receives those
 * that it knows, and no other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VersionPairsTest {
    private static final int VERSIONS = 3;
    private static final int CAP_SECONDS = 30;

    /** A packet for each direction and version, and a member for each version. */
    private static String pdl(int version, int oldest) {
        String members = IntStream.rangeClosed(1, version)
                .mapToObj(since -> "<ushort name='m" + since + "' since='" + since + "'/>")
                .collect(Collectors.joining());
        String packets = IntStream.rangeClosed(1, version)
                .mapToObj(since -> ("<packet name='C_%1$s' id='1%1$s' since='%1$s'>%2$s</packet>"
                                + "<packet name='S_%1$s' id='2%1$s' since='%1$s'>%2$s</packet>")
                        .formatted(since, members))
                .collect(Collectors.joining());
        return ("<PDL version='%d' oldestVersion='%d'>"
                        + "<packet name='C_Hello' id='1'><ushort name='version'/></packet>"
                        + "<packet name='S_Welcome' id='2'><ushort name='version'/></packet>"
                        + "<packet name='C_Last' id='3'></packet><packet name='S_Last' id='4'></packet>%s</PDL>")
                .formatted(version, oldest, packets);
    }

    /** A session of each side, as a user writes them. */
    private static final String SESSIONS = """
            package generated.code;

            import dev.packetwright.runtime.packet.*;
            import dev.packetwright.runtime.session.*;
            import java.util.Queue;
            import java.util.concurrent.*;

            public final class Sessions {
                public static PacketSession server(Queue<String> received) {
                    return new Server(received);
                }

                public static PacketSession client(Queue<String> received) {
                    return new Client(received);
                }

                private static final class Server extends PacketSession {
                    private final ServerPacketManager<Server> packets;

                    Server(Queue<String> received) {
                        super(C_Hello.ID);
                        packets = new ServerPacketManager<>(new ServerPacketHandler<Server>() {%1$s}) {
                            @Override protected void onUnknownPacket(Server session, PacketReader packet) {
                                received.add("unknown " + packet.packetId());
                            }
                        };
                    }

                    @Override protected CompletionStage<Boolean> authenticate(PacketReader handshake) {
                        int version = C_Hello.read(handshake).version();
                        send(new S_Welcome(Protocol.VERSION));
                        requireVersion(Protocol.VERSIONS, version);
                        return CompletableFuture.completedFuture(true);
                    }

                    @Override protected void onAdmitted() {%2$s}

                    @Override protected void onPacket(PacketReader packet) {
                        packets.dispatch(this, packet);
                    }
                }

                private static final class Client extends PacketSession {
                    private final ClientPacketManager<Client> packets;

                    Client(Queue<String> received) {
                        packets = new ClientPacketManager<>(new ClientPacketHandler<Client>() {%3$s}) {
                            @Override protected void onUnknownPacket(Client session, PacketReader packet) {
                                received.add("unknown " + packet.packetId());
                            }
                        };
                    }

                    @Override protected void onConnected() {
                        send(new C_Hello(Protocol.VERSION));
                    }

                    void onWelcome(S_Welcome welcome) {
                        requireVersion(Protocol.VERSIONS, welcome.version());%4$s
                    }

                    @Override protected void onPacket(PacketReader packet) {
                        packets.dispatch(this, packet);
                    }
                }
            }
            """;

    private static CompiledProtocol compile(int version, int oldest) {
        String pdl = pdl(version, oldest);
        String sessions = SESSIONS.formatted(
                handlers(pdl, Side.SERVER), sends("S", version), handlers(pdl, Side.CLIENT), sends("C", version));
        return CompiledProtocol.withSources(
                CompiledProtocol.generate(pdl),
                List.of(),
                new GeneratedFile(
                        "generated/code/Sessions.java",
                        sessions,
                        "// A session of each side, on the packets of Packetwright."));
    }

    private static String handlers(String pdl, Side side) {
        return CompiledProtocol.generate(pdl).protocol().receivedBy(side).stream()
                .map(PacketType::name)
                .map(name -> "@Override public void on%1$s(%2$s session, %1$s packet) { %3$s }\n"
                        .formatted(
                                name.pdl(),
                                side == Side.SERVER ? "Server" : "Client",
                                name.pdl().equals("S_Welcome")
                                        ? "session.onWelcome(packet);"
                                        : "received.add(packet.toString());"))
                .collect(Collectors.joining());
    }

    private static String sends(String prefix, int version) {
        String arguments =
                IntStream.rangeClosed(1, version).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        return IntStream.rangeClosed(1, version)
                        .mapToObj(since -> "send(new %s_%d(%s));\n".formatted(prefix, since, arguments))
                        .collect(Collectors.joining())
                + "send(new " + prefix + "_Last());\n";
    }

    private final List<CompiledProtocol> tolerant = compileAll(1);
    private final List<CompiledProtocol> strict = compileAll(3);

    /** Compiles each version with the given oldest version, or with itself as the oldest version if it is older. */
    private static List<CompiledProtocol> compileAll(int oldest) {
        return IntStream.rangeClosed(1, VERSIONS)
                .mapToObj(version -> compile(version, Math.min(oldest, version)))
                .toList();
    }

    static Stream<Arguments> pairs() {
        return IntStream.rangeClosed(1, VERSIONS)
                .boxed()
                .flatMap(server -> IntStream.rangeClosed(1, VERSIONS).mapToObj(client -> Arguments.of(server, client)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eachSideReceivesWhatItKnows(int serverVersion, int clientVersion) throws Exception {
        try (Pair pair = new Pair(tolerant.get(serverVersion - 1), tolerant.get(clientVersion - 1))) {
            assertThat(next(pair.receivedByClient, Math.min(serverVersion, clientVersion) + 1))
                    .isEqualTo(expected("S", serverVersion, clientVersion));
            assertThat(next(pair.receivedByServer, Math.min(serverVersion, clientVersion) + 1))
                    .isEqualTo(expected("C", clientVersion, serverVersion));
            assertThat(pair.listener.metrics().withheldSent()).isEqualTo(Math.max(0, serverVersion - clientVersion));
            assertThat(pair.connector.metrics().withheldSent()).isEqualTo(Math.max(0, clientVersion - serverVersion));
        }
    }

    /** The side with the later version refuses the other one, if it no longer serves that version. */
    @ParameterizedTest
    @MethodSource("pairs")
    void theNewerSideRefusesAnOlderOne(int serverVersion, int clientVersion) throws Exception {
        try (Pair pair = new Pair(strict.get(serverVersion - 1), strict.get(clientVersion - 1))) {
            if (serverVersion == clientVersion) {
                assertThat(next(pair.receivedByClient, serverVersion + 1)).hasSize(serverVersion + 1);
            } else {
                PacketSession newer = serverVersion > clientVersion ? pair.server() : pair.client;
                Disconnect end = newer.disconnected().toCompletableFuture().get(CAP_SECONDS, TimeUnit.SECONDS);
                assertThat(end.reason()).isEqualTo(DisconnectReason.PROTOCOL_MISMATCH);
                assertThat(end.detail()).contains("theirs is version " + Math.min(serverVersion, clientVersion));
            }
        }
    }

    private static List<String> next(BlockingQueue<String> received, int count) throws InterruptedException {
        List<String> next = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            next.add(Objects.requireNonNull(received.poll(CAP_SECONDS, TimeUnit.SECONDS), "nothing after " + next));
        }
        return next;
    }

    private static List<String> expected(String prefix, int sender, int receiver) {
        String members = IntStream.rangeClosed(1, receiver)
                .mapToObj(member -> "m" + member + "=" + (member <= sender ? member : 0))
                .collect(Collectors.joining(", "));
        return Stream.concat(
                        IntStream.rangeClosed(1, Math.min(sender, receiver))
                                .mapToObj(since -> prefix + "_" + since + "[" + members + "]"),
                        Stream.of(prefix + "_Last[]"))
                .toList();
    }

    /** A connected server and client. */
    private static final class Pair implements AutoCloseable {
        private final BlockingQueue<String> receivedByServer = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> receivedByClient = new LinkedBlockingQueue<>();
        private final BlockingQueue<PacketSession> servers = new LinkedBlockingQueue<>();
        private final Listener listener;
        private final Connector connector = Connector.open();
        private final PacketSession client;

        Pair(CompiledProtocol server, CompiledProtocol client) throws Exception {
            this.listener = Listener.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), () -> {
                PacketSession session = session(server, "server", receivedByServer);
                servers.add(session);
                return session;
            });
            this.client = connector
                    .connect(listener.localAddress(), () -> session(client, "client", receivedByClient))
                    .toCompletableFuture()
                    .get(CAP_SECONDS, TimeUnit.SECONDS);
        }

        PacketSession server() throws InterruptedException {
            return Objects.requireNonNull(servers.poll(CAP_SECONDS, TimeUnit.SECONDS));
        }

        @Override
        public void close() {
            connector.close();
            listener.close();
        }
    }

    private static PacketSession session(CompiledProtocol protocol, String side, BlockingQueue<String> received) {
        try {
            return (PacketSession)
                    protocol.type("Sessions").getMethod(side, Queue.class).invoke(null, received);
        } catch (ReflectiveOperationException failure) {
            throw new LinkageError(failure.getMessage(), failure);
        }
    }
}
