package dev.packetwright.testkit.channel;

import dev.packetwright.testkit.world.World;
import java.net.InetSocketAddress;

/** A connection: two addresses, and a flow in each direction. */
final class Link {
    private final InetSocketAddress client;
    private final InetSocketAddress server;
    private final Flow toServer;
    private final Flow toClient;

    Link(World world, InetSocketAddress client, InetSocketAddress server) {
        this.client = client;
        this.server = server;
        this.toServer = new Flow(world, this::cut);
        this.toClient = new Flow(world, this::cut);
    }

    End clientEnd() {
        return new End(client, server, toClient, toServer);
    }

    End serverEnd() {
        return new End(server, client, toServer, toClient);
    }

    /** Loses the connection: both ends find a reset behind what has been sent. */
    private void cut() {
        toServer.lose();
        toClient.lose();
    }

    /** One end of a connection. */
    record End(InetSocketAddress local, InetSocketAddress remote, Flow in, Flow out) {
        /** Ends the stream, and resets the connection if something unread is lost. */
        void close() {
            if (in.hasUnread()) {
                reset();
            } else {
                out.finish();
                in.abandon();
            }
        }

        void reset() {
            out.lose();
            in.abandon();
            in.breakWith(out);
        }
    }
}
