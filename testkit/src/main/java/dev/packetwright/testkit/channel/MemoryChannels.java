package dev.packetwright.testkit.channel;

import dev.packetwright.testkit.world.World;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The channels of one network in memory: its ports, and the connections between them. */
public final class MemoryChannels extends SelectorProvider {
    private static final int FIRST_SERVER_PORT = 7000;
    private static final int FIRST_CLIENT_PORT = 20_000;
    private static final int LAST_PORT = 65_535;

    private final World world;
    private final Map<Integer, MemoryServer> servers = new HashMap<>();
    private final Map<Ends, Flow> sent = new HashMap<>();
    private final Set<Ends> closed = new HashSet<>();
    private InetAddress source = InetAddress.getLoopbackAddress();
    private int lastServerPort = FIRST_SERVER_PORT - 1;
    private int lastClientPort = FIRST_CLIENT_PORT - 1;

    /** The addresses of a connection, as one end sees them. */
    private record Ends(SocketAddress local, SocketAddress remote) {
        static Ends of(Link.End end) {
            return new Ends(end.local(), end.remote());
        }

        Ends opposite() {
            return new Ends(remote, local);
        }
    }

    public MemoryChannels(World world) {
        this.world = world;
    }

    /** Sets the address from which later connections come. */
    public void connectFrom(InetAddress address) {
        source = address;
    }

    /** Returns the bytes from the end with these addresses; empty if both ends are closed. */
    public Optional<Flow> sentBy(SocketAddress local, SocketAddress remote) {
        return Optional.ofNullable(sent.get(new Ends(local, remote)));
    }

    // ---- ports

    InetSocketAddress bind(MemoryServer server, InetSocketAddress wanted) throws BindException {
        int port = wanted.getPort() == 0 ? freePort() : wanted.getPort();
        if (servers.putIfAbsent(port, server) != null) {
            throw new BindException("Address already in use");
        }
        return new InetSocketAddress(wanted.getAddress(), port);
    }

    private int freePort() {
        do {
            lastServerPort++;
        } while (servers.containsKey(lastServerPort));
        return lastServerPort;
    }

    void unbind(MemoryServer server) {
        servers.values().remove(server);
    }

    // ---- connections

    void connect(MemorySocket client, InetSocketAddress address) {
        MemoryServer server = servers.get(address.getPort());
        if (server == null) {
            client.refused();
        } else {
            server.connect(client);
        }
    }

    void giveUp(MemorySocket client) {
        servers.values().forEach(server -> server.giveUp(client));
    }

    Link newLink(InetSocketAddress server) {
        lastClientPort = lastClientPort == LAST_PORT ? FIRST_CLIENT_PORT : lastClientPort + 1;
        InetAddress serverAddress =
                server.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : server.getAddress();
        var link = new Link(
                world,
                new InetSocketAddress(source, lastClientPort),
                new InetSocketAddress(serverAddress, server.getPort()));
        remember(link.clientEnd());
        remember(link.serverEnd());
        return link;
    }

    private void remember(Link.End end) {
        sent.put(Ends.of(end), end.out());
    }

    /** One end is closed. A script may still act on the connection until the other one is as well. */
    void closed(Link.End end) {
        Ends own = Ends.of(end);
        if (closed.remove(own.opposite())) {
            sent.remove(own);
            sent.remove(own.opposite());
        } else {
            closed.add(own);
        }
    }

    // ---- the provider

    @Override
    public AbstractSelector openSelector() {
        return new MemorySelector(this, world);
    }

    @Override
    public SocketChannel openSocketChannel() {
        return new MemorySocket(this);
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() {
        return new MemoryServer(this);
    }

    @Override
    public DatagramChannel openDatagramChannel() {
        throw new UnsupportedOperationException("there are no datagrams in memory");
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) {
        return openDatagramChannel();
    }

    @Override
    public Pipe openPipe() {
        throw new UnsupportedOperationException("there are no pipes in memory");
    }
}
