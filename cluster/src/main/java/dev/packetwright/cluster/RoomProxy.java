package dev.packetwright.cluster;

import dev.packetwright.cluster.GatewayMessage.Ack;
import dev.packetwright.cluster.GatewayMessage.AttachAck;
import dev.packetwright.cluster.GatewayMessage.AttachRequest;
import dev.packetwright.cluster.GatewayMessage.FromRoom;
import dev.packetwright.cluster.GatewayMessage.Relocating;
import dev.packetwright.cluster.GatewayMessage.RoomEvent;
import dev.packetwright.cluster.HandoffMessage.HandoffDone;
import dev.packetwright.cluster.RoomMessage.Attach;
import dev.packetwright.cluster.RoomMessage.CommandKind;
import dev.packetwright.cluster.RoomMessage.Heartbeat;
import dev.packetwright.cluster.RoomMessage.RoomCommand;
import dev.packetwright.runtime.group.SessionGroup;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.Session;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's end of the link to one room. It sends the commands of its members to the room and delivers the room's events
 * to its members. It follows the latest epoch of the room, and delivers each event once and in order. Safe for use by many
 * threads.
 */
final class RoomProxy<S extends PacketSession> {
    private static final int MAX_MEMBERS = 50_000;
    private static final int MAX_COMMANDS = 1024;
    private static final long MAX_BYTES = 1 << 20;
    private static final int EVENTS_PER_ACK = 256;
    private static final long HEARTBEAT_INTERVAL = TimeUnit.SECONDS.toNanos(1);
    private static final long RESEND_AFTER = HEARTBEAT_INTERVAL / 4;

    private final String name;
    private final Gateway<S> gateway;
    private final BiConsumer<Session, Disconnect> leaver;
    private final long link = ThreadLocalRandom.current().nextLong();
    private final SessionGroup<S> audience = new SessionGroup<>();
    private final LocalMembers<S> members = new LocalMembers<>();
    private final SendWindow<Outgoing> out = new SendWindow<>(
            MAX_COMMANDS, MAX_BYTES, outgoing -> outgoing.command().size());
    private final ReceiveCursor in = new ReceiveCursor(0, 0, 1);
    private final Attachment attachment = new Attachment(link, this::sendAttach);
    private long lastSent;
    private long lastAcked;
    private long lastHeartbeat = System.nanoTime();

    /**
     * A command and its time of creation.
     *
     * @param since a value of {@link System#nanoTime}
     */
    private record Outgoing(RoomCommand command, long since) {}

    private RoomProxy(String name, Gateway<S> gateway, BiConsumer<Session, Disconnect> leaver) {
        this.name = name;
        this.gateway = gateway;
        this.leaver = leaver;
    }

    /** Creates the link to a room, and begins to attach. */
    static <S extends PacketSession> RoomProxy<S> open(
            String name, Gateway<S> gateway, BiConsumer<Session, Disconnect> leaver) {
        var proxy = new RoomProxy<>(name, gateway, leaver);
        proxy.begin();
        return proxy;
    }

    private synchronized void begin() {
        attachment.begin();
    }

    /** Whether there are no members here and no commands that the room has not acknowledged. */
    synchronized boolean isDone() {
        return members.size() == 0 && out.isEmpty();
    }

    // ---- commands

    synchronized boolean enter(S session) {
        if (members.contains(session) || members.size() == MAX_MEMBERS || !session.addListener(leaver)) {
            return false;
        }
        long key = members.add(session);
        if (!offer(CommandKind.ENTER, key, EncodedPacket.NONE)) {
            members.cancel(session);
            session.removeListener(leaver);
            return false;
        }
        gateway.counters().members.increment();
        return true;
    }

    synchronized boolean leave(Session session) {
        session.removeListener(leaver);
        Long key = members.key(session);
        if (key == null) {
            return false;
        }
        S member = members.leave(key);
        if (member != null) {
            audience.leave(member);
        }
        gateway.counters().members.decrement();
        // The bounds do not apply, because each member leaves once.
        send(out.add(next -> outgoing(next, CommandKind.LEAVE, key, EncodedPacket.NONE)));
        return true;
    }

    synchronized boolean broadcast(EncodedPacket packet) {
        return offer(CommandKind.BROADCAST, 0, packet);
    }

    synchronized boolean tell(S member, EncodedPacket packet) {
        Long key = members.key(member);
        return key != null && offer(CommandKind.TELL, key, packet);
    }

    private boolean offer(CommandKind kind, long member, EncodedPacket packet) {
        int size = packet.encodedSize() + RoomMessage.OVERHEAD;
        Outgoing outgoing =
                gateway.canSend(size) ? out.offer(size, next -> outgoing(next, kind, member, packet)) : null;
        if (outgoing == null) {
            gateway.refuse(name);
            return false;
        }
        send(outgoing);
        return true;
    }

    private Outgoing outgoing(long number, CommandKind kind, long member, EncodedPacket packet) {
        return new Outgoing(new RoomCommand(name, link, number, kind, member, packet), System.nanoTime());
    }

    private void send(Outgoing outgoing) {
        gateway.sent(outgoing.command().size());
        if (attachment.isAttached()) {
            transmit(outgoing);
        }
    }

    private void transmit(Outgoing outgoing) {
        RoomCommand command = outgoing.command();
        (command.number() > lastSent ? gateway.counters().sent : gateway.counters().resent).increment();
        lastSent = Math.max(lastSent, command.number());
        gateway.tell(command);
    }

    // ---- messages of the room

    synchronized void receive(FromRoom message) {
        if (message instanceof Relocating relocating) {
            onRelocating(relocating);
        } else if (message.link() != link || message.epoch() < in.epoch()) {
            gateway.counters().stale.increment();
        } else if (message instanceof RoomEvent event) {
            onEvent(event);
        } else if (message instanceof Ack ack && ack.epoch() == in.epoch()) {
            ack(ack.received());
        } else if (message instanceof AttachAck ack) {
            onAttachAck(ack);
        } else if (message instanceof AttachRequest) {
            attachment.onRequest();
        }
    }

    /** Messages of the room's next home may have arrived before this one. */
    private void onRelocating(Relocating relocating) {
        boolean isOver = relocating.epoch() < in.epoch() && attachment.isAttached();
        if (relocating.link() != link || isOver) {
            relocating.tracker().tell(new HandoffDone(relocating.link()));
        } else {
            attachment.onRelocating(relocating.tracker());
        }
    }

    private void onAttachAck(AttachAck ack) {
        boolean resumes = ack.epoch() == in.epoch() && ack.stream() == in.stream();
        boolean isOld = ack.epoch() == in.epoch() && ack.stream() < in.stream();
        if (isOld || (resumes && attachment.isAttached())) {
            gateway.counters().stale.increment();
            return;
        }
        if (!resumes) {
            in.reset(ack.epoch(), ack.stream(), ack.next());
            lastAcked = in.received();
            gateway.counters().restarts.increment();
        }
        attachment.acknowledged();
        ack(ack.received());
        out.resendFrom(out.acked() + 1, this::transmit);
        attachment.finishHandoff();
    }

    private void onEvent(RoomEvent event) {
        ReceiveCursor.Verdict verdict = attachment.isAttached()
                ? in.see(event.epoch(), event.stream(), event.number())
                : ReceiveCursor.Verdict.STALE;
        switch (verdict) {
            case ACCEPT -> accept(event);
            case DUPLICATE, STALE -> gateway.counters().stale.increment();
            case GAP -> {
                gateway.counters().gaps.increment();
                attachment.begin();
            }
        }
    }

    private void accept(RoomEvent event) {
        gateway.counters().delivered.increment();
        deliver(event);
        ack(event.received());
        if (in.received() - lastAcked >= EVENTS_PER_ACK) {
            sendHeartbeat();
        }
    }

    private void deliver(RoomEvent event) {
        switch (event.kind()) {
            case BROADCAST -> {
                audience.add(event.packet());
                gateway.flushLater(audience);
            }
            case SEND -> send(members.session(event.member()), event.packet());
            case ENTERED -> {
                members.setNumber(event.member(), event.memberNumber());
                S member = members.session(event.member());
                if (member != null) {
                    audience.enter(member);
                }
            }
        }
    }

    private void send(@Nullable S member, EncodedPacket packet) {
        if (member != null) {
            audience.flush(); // broadcasts that came before
            PacketSession.broadcast(List.of(member), packet.toBytes()); // does not encode the packet again
        }
    }

    private void ack(long number) {
        out.ack(number, outgoing -> {
            RoomCommand command = outgoing.command();
            gateway.acked(command.size(), System.nanoTime() - outgoing.since());
            if (command.kind() == CommandKind.ENTER) {
                members.entered(command.member());
            } else if (command.kind() == CommandKind.LEAVE) {
                members.left(command.member());
            }
        });
    }

    // ---- time

    /** Called several times a second. */
    synchronized void onTick() {
        attachment.repeatIfDue();
        if (attachment.isAttached() && isHeartbeatDue()) {
            sendHeartbeat();
        }
    }

    private boolean isHeartbeatDue() {
        long now = System.nanoTime();
        Outgoing oldest = out.oldest();
        return now - lastHeartbeat > HEARTBEAT_INTERVAL || (oldest != null && now - oldest.since() > RESEND_AFTER);
    }

    private void sendHeartbeat() {
        lastHeartbeat = System.nanoTime();
        lastAcked = in.received();
        gateway.tell(new Heartbeat(name, link, gateway.self(), lastSent, in.epoch(), in.stream(), lastAcked));
    }

    private void sendAttach(long attempt) {
        gateway.tell(new Attach(
                name,
                link,
                gateway.self(),
                attempt,
                in.epoch(),
                in.stream(),
                in.received(),
                out.acked(),
                members.known()));
    }
}
