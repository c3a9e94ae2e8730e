package dev.packetwright.cluster;

import dev.packetwright.cluster.GatewayMessage.AttachRequest;
import dev.packetwright.cluster.GatewayMessage.EventKind;
import dev.packetwright.cluster.GatewayMessage.RoomEvent;
import dev.packetwright.cluster.HandoffMessage.RoomLeft;
import dev.packetwright.cluster.LogicOutput.Output;
import dev.packetwright.cluster.RoomMembers.Seat;
import dev.packetwright.cluster.RoomMessage.Attach;
import dev.packetwright.cluster.RoomMessage.FromGateway;
import dev.packetwright.cluster.RoomMessage.Heartbeat;
import dev.packetwright.cluster.RoomMessage.Member;
import dev.packetwright.cluster.RoomMessage.RoomCommand;
import dev.packetwright.cluster.RoomState.LinkState;
import dev.packetwright.rooms.RoomLogic;
import dev.packetwright.runtime.packet.Bytes;
import dev.packetwright.runtime.telemetry.BoundedLog;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.jspecify.annotations.Nullable;

/**
 * A room at its home: its logic, its members, and a channel to each gateway. It gives the logic each command once and in
 * order, and sends the logic's packets as events. Not safe for use by two threads at once.
 */
final class RoomHost {
    private static final BoundedLog LOG = new BoundedLog(RoomHost.class);
    private static final long MEMBER_TIMEOUT = TimeUnit.SECONDS.toNanos(5);
    private static final long FORGET_AFTER = TimeUnit.SECONDS.toNanos(60);

    private final NodeContext node;
    private final String name;
    private final ActorRefResolver refs;
    private final LogicOutput output;
    private final RoomLogic logic;
    private final RoomMembers members;
    private final Map<Long, GatewayChannel> channels = new LinkedHashMap<>();
    private final Set<Long> deferred = new HashSet<>();
    private long epoch;
    private boolean changed;

    /** How an event is sent to one channel. */
    private interface Sender {
        void send(GatewayChannel channel, EventKind kind, long member, int number, EncodedPacket packet);
    }

    RoomHost(NodeContext node, String name, RoomState state, ActorRefResolver refs) {
        this.node = node;
        this.name = name;
        this.refs = refs;
        this.output = new LogicOutput(name);
        this.logic = node.logic().apply(output);
        this.members = new RoomMembers(state.lastNumber());
        this.epoch = Math.max(System.currentTimeMillis(), state.epoch() + 1);
        if (state.logic().size() > 0) {
            logic.restore(state.logic().toArray());
        }
        state.links().forEach(this::restore);
        output.take(); // no member can receive it yet
    }

    private void restore(LinkState state) {
        var channel = GatewayChannel.restore(name, state, refs.resolveActorRef(state.gateway()));
        channels.put(state.link(), channel);
        if (state.away()) {
            members.remember(state.link(), state.members());
        } else {
            state.members().forEach(member -> members.seat(state.link(), member));
        }
        channel.requestAttach(epoch);
    }

    String name() {
        return name;
    }

    // ---- messages of gateways

    void onAttach(Attach attach) {
        raiseEpoch(attach.epoch());
        GatewayChannel channel = channels.get(attach.link());
        if (channel == null || channel.received() < attach.commandsAcked()) {
            channel = replace(channel, attach);
        } else if (channel.isAway()) {
            members.reseat(channel.link());
            changed = true;
        }
        if (channel.attach(attach, epoch)) {
            announceMembers(channel);
        }
    }

    /** Keeps the epoch greater than that of an earlier home whose clock was ahead. */
    private void raiseEpoch(long other) {
        if (other > epoch) {
            epoch = other + 1;
            for (GatewayChannel channel : channels.values()) {
                channel.close();
                channel.requestAttach(epoch);
            }
        }
    }

    /** Replaces the state of a link by the gateway's, which is newer. */
    private GatewayChannel replace(@Nullable GatewayChannel old, Attach attach) {
        long link = attach.link();
        List<Member> before = old == null || old.isAway() ? List.of() : members.of(link);
        members.removeAll(link);
        Set<Long> staying = new HashSet<>();
        attach.members().forEach(member -> staying.add(member.key()));
        for (Member member : before) {
            if (!staying.contains(member.key())) {
                call(logic -> logic.onLeave(member.number()), this::send);
            }
        }
        var channel = new GatewayChannel(name, link, attach.gateway(), attach.commandsAcked());
        channels.put(link, channel);
        attach.members().forEach(member -> members.seat(link, member));
        changed = true;
        return channel;
    }

    /** The number of events is bounded by the number of members, so the bounds of the windows do not apply. */
    private void announceMembers(GatewayChannel channel) {
        for (Member member : members.of(channel.link())) {
            channel.sendUnbounded(EventKind.ENTERED, member.key(), member.number(), EncodedPacket.NONE);
            call(logic -> logic.onEnter(member.number()), this::sendUnbounded);
        }
    }

    void onHeartbeat(Heartbeat heartbeat) {
        GatewayChannel channel = channels.get(heartbeat.link());
        if (channel == null) {
            heartbeat.gateway().tell(new AttachRequest(name, heartbeat.link(), epoch));
        } else if (!channel.isOpen() || channel.onHeartbeat(heartbeat)) {
            channel.requestAttach(epoch);
        }
    }

    void onCommand(RoomCommand command) {
        GatewayChannel channel = channels.get(command.link());
        if (channel == null) {
            return; // the gateway's next heartbeat brings its address
        }
        if (!channel.isOpen()) {
            channel.requestAttach(epoch);
            return;
        }
        switch (channel.see(command)) {
            case ACCEPT -> execute(channel, command);
            case DUPLICATE -> {}
            case GAP, STALE -> channel.requestAttach(epoch);
        }
    }

    private void execute(GatewayChannel channel, RoomCommand command) {
        changed = true;
        Counters counters = node.counters();
        (channel.isLocal() ? counters.receivedFromHere : counters.receivedFromElsewhere).increment();
        switch (command.kind()) {
            case ENTER -> enter(channel, command.member());
            case LEAVE -> leave(channel, command.member());
            case BROADCAST -> broadcast(command.packet(), this::send);
            case TELL -> tell(channel, command);
        }
    }

    private void enter(GatewayChannel channel, long key) {
        if (members.number(channel.link(), key) == null) {
            int number = members.seat(channel.link(), new Member(key, 0));
            send(channel, EventKind.ENTERED, key, number, EncodedPacket.NONE);
            call(logic -> logic.onEnter(number), this::send);
        }
    }

    private void leave(GatewayChannel channel, long key) {
        Integer number = members.remove(channel.link(), key);
        if (number != null) {
            call(logic -> logic.onLeave(number), this::send);
        }
    }

    private void tell(GatewayChannel channel, RoomCommand command) {
        Integer number = members.number(channel.link(), command.member());
        if (number != null) {
            call(logic -> logic.onCommand(number, command.packet().reader()), this::send);
        }
    }

    /** Defers a message while the room may not write. The gateway is asked to send it again when the room may. */
    void defer(FromGateway message) {
        deferred.add(message.link());
    }

    // ---- events

    /** Calls the logic, and sends its packets. */
    private void call(Consumer<RoomLogic> call, Sender sender) {
        try {
            call.accept(logic);
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "the logic of room '" + name + "' failed", failure);
        }
        sendOutput(sender);
    }

    private void sendOutput(Sender sender) {
        for (Output sent : output.take()) {
            if (sent.isBroadcast()) {
                broadcast(sent.packet(), sender);
            } else {
                sendTo(sent.member(), sent.packet(), sender);
            }
        }
    }

    private void broadcast(EncodedPacket packet, Sender sender) {
        for (GatewayChannel channel : channels.values()) {
            if (members.hasAny(channel.link())) {
                sender.send(channel, EventKind.BROADCAST, 0, 0, packet);
            }
        }
    }

    private void sendTo(int member, EncodedPacket packet, Sender sender) {
        Seat seat = members.seatOf(member);
        GatewayChannel channel = seat == null ? null : channels.get(seat.link());
        if (seat != null && channel != null) {
            sender.send(channel, EventKind.SEND, seat.key(), member, packet);
        }
    }

    /** Sends an event to a gateway, or closes its channel if the window is full. */
    private void send(GatewayChannel channel, EventKind kind, long member, int number, EncodedPacket packet) {
        if (!channel.isOpen()) {
            return; // when the gateway attaches, its members receive new enter events
        }
        node.counters().events.increment();
        if (!channel.send(kind, member, number, packet)) {
            node.counters().cut.increment();
            LOG.log(Level.WARNING, () -> "room '" + name + "' has cut " + channel.gateway() + ": it is too far behind");
            channel.close();
        }
    }

    private void sendUnbounded(GatewayChannel channel, EventKind kind, long member, int number, EncodedPacket packet) {
        if (channel.isOpen()) {
            node.counters().events.increment();
            channel.sendUnbounded(kind, member, number, packet);
        }
    }

    // ---- time

    void onTick() {
        expire();
        for (GatewayChannel channel : channels.values()) {
            if (deferred.contains(channel.link())) {
                channel.requestAttach(epoch);
            }
            channel.ackIfDue();
        }
        deferred.clear();
    }

    /**
     * Lets the members of silent gateways leave. The channel is kept for longer, with the number of its last command, so
     * that no command is executed twice if the gateway returns.
     */
    private void expire() {
        for (GatewayChannel channel : channels.values()) {
            if (!channel.isAway() && channel.isSilentFor(MEMBER_TIMEOUT)) {
                channel.closeAway();
                changed = true;
                for (Member member : members.vacate(channel.link())) {
                    call(logic -> logic.onLeave(member.number()), this::send);
                }
            }
        }
        channels.values().removeIf(this::isForgotten);
    }

    private boolean isForgotten(GatewayChannel channel) {
        boolean forgotten = channel.isSilentFor(FORGET_AFTER);
        if (forgotten) {
            members.removeAll(channel.link());
            changed = true;
        }
        return forgotten;
    }

    // ---- relocation

    /**
     * Sends the gateways to the room's next home. If this node leaves the cluster, it waits for the gateways of other
     * nodes.
     */
    void relocate() {
        List<GatewayChannel> inhabited = channels.values().stream()
                .filter(channel -> !channel.isAway() && members.hasAny(channel.link()))
                .toList();
        node.handoff()
                .tell(new RoomLeft(inhabited.stream()
                        .filter(channel -> !channel.isLocal())
                        .map(GatewayChannel::link)
                        .toList()));
        inhabited.forEach(channel -> channel.relocate(epoch, node.handoff()));
    }

    // ---- state

    /** Whether the state may have changed since the last call. */
    boolean hasChanged() {
        boolean had = changed;
        changed = false;
        return had;
    }

    /** The state for the case that this node dies. */
    RoomState state() {
        return state(channel -> List.of());
    }

    /** The last state, with which the next home continues without loss. */
    RoomState lastState() {
        return state(GatewayChannel::unacked);
    }

    private RoomState state(Function<GatewayChannel, List<RoomEvent>> unacked) {
        List<LinkState> links = channels.values().stream()
                .map(channel -> new LinkState(
                        channel.link(),
                        refs.toSerializationFormat(channel.gateway()),
                        channel.received(),
                        channel.isAway(),
                        members.of(channel.link()),
                        unacked.apply(channel)))
                .toList();
        Bytes snapshot = Bytes.of(logic.snapshot());
        sendOutput(this::send);
        return new RoomState(epoch, members.lastNumber(), links, snapshot);
    }
}
