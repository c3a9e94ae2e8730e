package dev.packetwright.generator.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.generator.compiled.harness.CompiledProtocol;
import dev.packetwright.generator.target.GeneratedFile;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.packet.PingPackets;
import dev.packetwright.runtime.session.Connector;
import dev.packetwright.runtime.session.ConnectorOptions;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.Listener;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.ServerOptions;
import dev.packetwright.runtime.session.SessionOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two peers over sockets whose protocol has roles: admission and pings need no ids written by hand. */
class RoleSessionsTest {
    private static final int CAP_SECONDS = 30;

    private static final String PDL = """
            <PDL>
              <packet name="C_Login" role="handshake"><string name="name"/></packet>
              <packet name="C_Resume" role="handshake"><ulong name="key"/></packet>
              <packet name="S_Welcome" role="handshake"></packet>
              <packet name="C_Chat"><string name="text"/></packet>
              <packet name="C_Ping" role="ping"><ulong name="token"/></packet>
              <packet name="S_Pong" role="pong"><ulong name="token"/></packet>
            </PDL>
            """;

    private static final String SESSIONS = """
            package generated.code;

            import dev.packetwright.runtime.packet.*;
            import dev.packetwright.runtime.session.*;
            import java.time.Duration;
            import java.util.Queue;
            import java.util.concurrent.*;

            public final class Sessions {
                public static PacketSession server(Queue<String> told) {
                    return new Server(told);
                }

                public static PacketSession client(Queue<String> told) {
                    return new Client(told);
                }

                private static final class Server extends PacketSession {
                    private final Queue<String> told;
                    private final ServerPacketManager<Server> packets;

                    Server(Queue<String> told) {
                        super(Protocol.CLIENT_HANDSHAKES);
                        this.told = told;
                        packets = new ServerPacketManager<>((session, chat) -> {
                            if (chat.text().equals("trouble")) {
                                throw new IllegalStateException("on purpose");
                            }
                            told.add(chat.text());
                        });
                    }

                    @Override protected CompletionStage<Boolean> authenticate(PacketReader handshake) {
                        told.add("handshake " + handshake.packetId());
                        return CompletableFuture.completedFuture(true);
                    }

                    @Override protected void onAdmitted() {
                        send(new S_Welcome());
                    }

                    @Override protected void onPacket(PacketReader packet) {
                        packets.dispatch(this, packet);
                    }

                    @Override protected void onHandlerFailed(PacketReader packet, RuntimeException failure) {
                        told.add("failed at " + packet.failedName().orElseThrow());
                    }
                }

                private static final class Client extends PacketSession {
                    private final Queue<String> told;
                    private final ClientPacketManager<Client> packets =
                            new ClientPacketManager<>(new ClientPacketHandler<Client>() {});

                    Client(Queue<String> told) {
                        super(Protocol.SERVER_HANDSHAKES);
                        this.told = told;
                    }

                    @Override protected CompletionStage<Boolean> authenticate(PacketReader handshake) {
                        return CompletableFuture.completedFuture(true);
                    }

                    @Override protected void onPacket(PacketReader packet) {
                        packets.dispatch(this, packet);
                    }

                    @Override protected void onRoundTrip(Duration time) {
                        told.add("measured");
                    }
                }
            }
            """;

    private final CompiledProtocol protocol = CompiledProtocol.withSources(
            CompiledProtocol.generate(PDL),
            List.of(),
            new GeneratedFile("generated/code/Sessions.java", SESSIONS, "// Sessions on the packets of Packetwright."));
    private final BlockingQueue<String> toldByServer = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> toldByClient = new LinkedBlockingQueue<>();
    private final BlockingQueue<PacketSession> accepted = new LinkedBlockingQueue<>();
    private final PingPackets ping =
            (PingPackets) protocol.type("Protocol").getField("CLIENT_PING").get(null);
    private final Listener listener = Listener.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            ServerOptions.defaults().withSession(SessionOptions.forListener().withAnsweredPing(ping)),
            () -> {
                PacketSession session = session("server", toldByServer);
                accepted.add(session);
                return session;
            });
    private final Connector connector = Connector.open(ConnectorOptions.defaults()
            .withSession(SessionOptions.forConnector().withPing(ping, Duration.ofMillis(1))));
    private final PacketSession client = connector
            .connect(listener.localAddress(), () -> session("client", toldByClient))
            .get(CAP_SECONDS, TimeUnit.SECONDS);

    RoleSessionsTest() throws Exception {}

    @AfterEach
    void close() {
        connector.close();
        listener.close();
    }

    private PacketSession session(String side, Queue<String> told) {
        try {
            return (PacketSession)
                    protocol.type("Sessions").getMethod(side, Queue.class).invoke(null, told);
        } catch (ReflectiveOperationException failure) {
            throw new LinkageError(failure.getMessage(), failure);
        }
    }

    private Packet packet(String name, Object value) throws ReflectiveOperationException {
        return (Packet) protocol.type(name).getConstructors()[0].newInstance(value);
    }

    private static <T> T next(BlockingQueue<T> told) throws InterruptedException {
        return Objects.requireNonNull(told.poll(CAP_SECONDS, TimeUnit.SECONDS), "nothing came");
    }

    @Test
    void theHandshakeAdmitsAndPingsAreAnswered() throws Exception {
        client.send(packet("C_Resume", 7L));
        assertThat(next(toldByServer)).isEqualTo("handshake 2");
        assertThat(next(toldByClient)).isEqualTo("measured");
        assertThat(client.roundTripTime()).isPresent();
        client.send(packet("C_Chat", "trouble"));
        client.send(packet("C_Chat", "hello"));
        assertThat(next(toldByServer)).isEqualTo("failed at C_Chat");
        assertThat(next(toldByServer)).isEqualTo("hello");
    }

    @Test
    void aSecondHandshakeIsMalformed() throws Exception {
        client.send(packet("C_Login", "Ada"));
        client.send(packet("C_Login", "Ada"));
        Disconnect end = next(accepted).disconnected().toCompletableFuture().get(CAP_SECONDS, TimeUnit.SECONDS);
        assertThat(end)
                .asString()
                .startsWith("malformed packet: header.id at byte 2: the server's handler takes no packet with id 1");
    }
}
