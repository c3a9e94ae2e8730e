package dev.packetwright.cluster;

import dev.packetwright.cluster.GatewayMessage.Ack;
import dev.packetwright.cluster.GatewayMessage.AttachAck;
import dev.packetwright.cluster.GatewayMessage.AttachRequest;
import dev.packetwright.cluster.GatewayMessage.EventKind;
import dev.packetwright.cluster.GatewayMessage.Relocating;
import dev.packetwright.cluster.GatewayMessage.RoomEvent;
import dev.packetwright.cluster.ReceiveCursor.Verdict;
import dev.packetwright.cluster.RoomMessage.Attach;
import dev.packetwright.cluster.RoomMessage.Heartbeat;
import dev.packetwright.cluster.RoomMessage.RoomCommand;
import dev.packetwright.cluster.RoomState.LinkState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * A room's end of the link to one gateway. It receives the gateway's commands and sends events. The channel is open from
 * the gateway's attachment until the window of events is full or the gateway is silent for too long; then the gateway
 * must attach again. Not safe for use by two threads at once.
 */
final class GatewayChannel {
    private static final int MAX_EVENTS = 32_768;
    private static final long MAX_BYTES = 16 << 20;
    private static final long REQUEST_INTERVAL = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long NO_EPOCH = 0; // commands are numbered across epochs

    private final String room;
    private final long link;
    private final ReceiveCursor in;
    private final SendWindow<RoomEvent> out = new SendWindow<>(MAX_EVENTS, MAX_BYTES, RoomEvent::size);
    private final List<RoomEvent> inherited = new ArrayList<>();
    private ActorRef<GatewayMessage> gateway;
    private long epoch;
    private long stream;
    private long attempt;
    private boolean open;
    private boolean away;
    private boolean ackDue;
    private long lastHeard = System.nanoTime();
    private long lastRequest = lastHeard - REQUEST_INTERVAL;
    private long sentAtLastHeartbeat;

    /**
     * Creates a closed channel.
     *
     * @param received the last of the gateway's commands that the room has received
     */
    GatewayChannel(String room, long link, ActorRef<GatewayMessage> gateway, long received) {
        this.room = room;
        this.link = link;
        this.gateway = gateway;
        this.in = new ReceiveCursor(NO_EPOCH, link, received + 1);
    }

    /** Creates the channel of a link that the room had before it moved. */
    static GatewayChannel restore(String room, LinkState state, ActorRef<GatewayMessage> gateway) {
        var channel = new GatewayChannel(room, state.link(), gateway, state.received());
        channel.away = state.away();
        if (!state.away()) {
            channel.inherited.addAll(state.unacked());
        }
        return channel;
    }

    long link() {
        return link;
    }

    ActorRef<GatewayMessage> gateway() {
        return gateway;
    }

    /** Whether the gateway is on the room's own node. */
    boolean isLocal() {
        return !gateway.path().address().hasGlobalScope();
    }

    boolean isOpen() {
        return open;
    }

    /** Whether the gateway was silent for so long that its members have left. They return when it attaches. */
    boolean isAway() {
        return away;
    }

    boolean isSilentFor(long nanos) {
        return System.nanoTime() - lastHeard > nanos;
    }

    // ---- attachment

    /**
     * Attaches the gateway, and sends the events that it has missed. A repeated attempt gets the same answer and the same
     * events again.
     *
     * @param roomEpoch the room's epoch
     * @return whether a new stream of events has begun, so that the members must be told that they have entered
     */
    boolean attach(Attach attach, long roomEpoch) {
        lastHeard = System.nanoTime();
        away = false;
        boolean repeated = open && attach.attempt() == attempt;
        if (!repeated) {
            gateway = attach.gateway();
            attempt = attach.attempt();
        }
        if (!repeated && !canResume(attach)) {
            beginStream(attach, roomEpoch);
            return true;
        }
        if (!repeated) {
            out.ack(attach.acked(), event -> {});
        }
        acknowledgeAttach();
        out.resendFrom(out.acked() + 1, gateway::tell);
        return false;
    }

    private boolean canResume(Attach attach) {
        return open
                && attach.epoch() == epoch
                && attach.stream() == stream
                && attach.acked() >= out.acked()
                && attach.acked() <= out.last();
    }

    /** Begins a stream with the events of the previous one that the gateway has not received. */
    private void beginStream(Attach attach, long roomEpoch) {
        List<RoomEvent> previous = unacked();
        inherited.clear();
        out.restart();
        long lastStream = attach.epoch() == roomEpoch ? Math.max(stream, attach.stream()) : stream;
        epoch = roomEpoch;
        stream = lastStream + 1;
        sentAtLastHeartbeat = 0;
        open = true;
        acknowledgeAttach();
        for (RoomEvent event : previous) {
            if (isNewTo(attach, event)) {
                sendUnbounded(event.kind(), event.member(), event.memberNumber(), event.packet());
            }
        }
    }

    private static boolean isNewTo(Attach attach, RoomEvent event) {
        if (event.epoch() != attach.epoch()) {
            return event.epoch() > attach.epoch();
        }
        return event.stream() != attach.stream() ? event.stream() > attach.stream() : event.number() > attach.acked();
    }

    private void acknowledgeAttach() {
        gateway.tell(new AttachAck(room, link, epoch, stream, out.acked() + 1, in.received()));
    }

    /** Asks the gateway to attach, at most once in {@link #REQUEST_INTERVAL}. */
    void requestAttach(long roomEpoch) {
        long now = System.nanoTime();
        if (now - lastRequest >= REQUEST_INTERVAL) {
            lastRequest = now;
            gateway.tell(new AttachRequest(room, link, roomEpoch));
        }
    }

    /** Closes the channel and discards its events. */
    void close() {
        open = false;
        inherited.clear();
        out.restart();
    }

    /** Closes the channel because the gateway is silent. */
    void closeAway() {
        close();
        away = true;
    }

    /** Tells the gateway that the room moves. */
    void relocate(long roomEpoch, ActorRef<HandoffMessage> tracker) {
        gateway.tell(new Relocating(room, link, roomEpoch, tracker));
    }

    // ---- commands and heartbeats of the gateway

    /** Judges a command. Duplicates are acknowledged again. */
    Verdict see(RoomCommand command) {
        Verdict verdict = in.see(NO_EPOCH, command.link(), command.number());
        if (verdict == Verdict.ACCEPT) {
            lastHeard = System.nanoTime();
        }
        if (verdict == Verdict.ACCEPT || verdict == Verdict.DUPLICATE) {
            ackDue = true;
        }
        return verdict;
    }

    /** The number of the last command that was received. */
    long received() {
        return in.received();
    }

    /**
     * Takes the acknowledgement of a heartbeat.
     *
     * @return whether messages are missing at either end: a command, or an event that was sent before the last heartbeat
     */
    boolean onHeartbeat(Heartbeat heartbeat) {
        lastHeard = System.nanoTime();
        ackDue = true;
        boolean missesCommands = heartbeat.number() > in.received();
        if (heartbeat.epoch() != epoch || heartbeat.stream() != stream) {
            return missesCommands; // the heartbeat was sent before the attachment
        }
        out.ack(heartbeat.acked(), event -> {});
        boolean missesEvents = heartbeat.acked() < sentAtLastHeartbeat;
        sentAtLastHeartbeat = out.last();
        return missesCommands || missesEvents;
    }

    /** Acknowledges commands, if no event has done so since they were received. */
    void ackIfDue() {
        if (ackDue && open) {
            ackDue = false;
            gateway.tell(new Ack(room, link, epoch, in.received()));
        }
    }

    // ---- events

    /** Sends an event. Returns false if the window is full. */
    boolean send(EventKind kind, long member, int number, EncodedPacket packet) {
        int size = packet.encodedSize() + RoomMessage.OVERHEAD;
        RoomEvent event = out.offer(size, next -> event(next, kind, member, number, packet));
        if (event == null) {
            return false;
        }
        transmit(event);
        return true;
    }

    /** Sends an event even if the window is full. */
    void sendUnbounded(EventKind kind, long member, int number, EncodedPacket packet) {
        transmit(out.add(next -> event(next, kind, member, number, packet)));
    }

    private RoomEvent event(long next, EventKind kind, long member, int number, EncodedPacket packet) {
        return new RoomEvent(room, link, epoch, stream, next, in.received(), kind, member, number, packet);
    }

    private void transmit(RoomEvent event) {
        gateway.tell(event);
        ackDue = false;
    }

    /** The events that the gateway has not acknowledged, in order. */
    List<RoomEvent> unacked() {
        List<RoomEvent> unacked = new ArrayList<>(inherited);
        unacked.addAll(out.unacked());
        return unacked;
    }
}
