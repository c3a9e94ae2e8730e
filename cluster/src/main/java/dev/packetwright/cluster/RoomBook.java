package dev.packetwright.cluster;

import dev.packetwright.cluster.DepartureMessage.Left;
import dev.packetwright.cluster.GatewayMessage.Moving;
import dev.packetwright.cluster.GatewayMessage.Spoken;
import dev.packetwright.cluster.GatewayMessage.WhoIsThere;
import dev.packetwright.cluster.RoomMessage.Entry;
import dev.packetwright.cluster.RoomMessage.FromGateway;
import dev.packetwright.cluster.RoomMessage.Greeting;
import dev.packetwright.cluster.RoomMessage.Member;
import dev.packetwright.cluster.RoomMessage.Pulse;
import dev.packetwright.cluster.RoomState.LinkState;
import dev.packetwright.rooms.RoomLogic;
import dev.packetwright.rooms.RoomStage;
import dev.packetwright.runtime.packet.Bytes;
import dev.packetwright.runtime.packet.Packet;
import dev.packetwright.runtime.telemetry.BoundedLog;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.jspecify.annotations.Nullable;

/**
 * A room's members, its links to their gateways, and its logic. Each gateway's entries are accepted in the order of their
 * numbers, and once. Not safe for use by two threads at once.
 */
final class RoomBook implements RoomStage {
    private static final BoundedLog LOG = new BoundedLog(RoomBook.class);
    private static final long EXPIRY = TimeUnit.SECONDS.toNanos(5);
    private static final long OBLIVION = TimeUnit.SECONDS.toNanos(60);

    private final Home home;
    private final String name;
    private final ActorRefResolver refs;
    private final RoomLogic logic;
    private final Map<Long, HomeLink> links = new LinkedHashMap<>();
    private final Map<Integer, Seat> seats = new HashMap<>();
    private final Set<Long> putOff = new HashSet<>();
    private long incarnation;
    private int lastNumber;
    private boolean welcoming;
    private boolean changed;

    /** Where a member is. */
    private record Seat(HomeLink link, long key) {}

    RoomBook(Home home, String name, RoomState state, ActorRefResolver refs) {
        this.home = home;
        this.name = name;
        this.refs = refs;
        this.logic = home.logic().apply(this);
        this.incarnation = Math.max(System.currentTimeMillis(), state.incarnation() + 1);
        this.lastNumber = state.lastNumber();
        if (state.logic().size() > 0) {
            logic.restore(state.logic().toArray());
        }
        for (LinkState kept : state.links()) {
            HomeLink link = new HomeLink(name, kept.link(), refs.resolveActorRef(kept.gateway()), kept.accepted());
            links.put(kept.link(), link);
            link.away = kept.away();
            if (kept.away()) {
                kept.members().forEach(member -> link.members.put(member.key(), member.number()));
            } else {
                kept.members().forEach(member -> seat(link, member));
                link.inherit(kept.unconfirmed());
            }
            link.ask(incarnation);
        }
    }

    @Override
    public String name() {
        return name;
    }

    // ---- what gateways say

    void onGreeting(Greeting greeting) {
        outlive(greeting.incarnation());
        HomeLink link = links.get(greeting.link());
        if (link == null || link.accepted < greeting.confirmed()) {
            link = replace(link, greeting);
        } else if (link.away) {
            bringBack(link);
        }
        if (link.repeats(greeting)) {
            link.repeat();
        } else if (link.resumes(greeting)) {
            link.resume(greeting);
        } else {
            link.restart(greeting, incarnation);
            welcomeMembers(link);
        }
    }

    /** With clocks that differ, the incarnation before this one may have a greater number. */
    private void outlive(long other) {
        if (other > incarnation) {
            incarnation = other + 1;
            for (HomeLink link : links.values()) {
                link.close();
                link.ask(incarnation);
            }
        }
    }

    /** What the room knows of the link, if anything, is older than what the gateway does. */
    private HomeLink replace(@Nullable HomeLink old, Greeting greeting) {
        Set<Long> staying = new HashSet<>();
        greeting.members().forEach(member -> staying.add(member.key()));
        if (old != null && !old.away) {
            old.members.forEach((key, number) -> {
                seats.remove(number);
                if (!staying.contains(key)) {
                    callLogic(() -> logic.onLeave(number));
                }
            });
        }
        HomeLink link = new HomeLink(name, greeting.link(), greeting.gateway(), greeting.confirmed());
        links.put(greeting.link(), link);
        greeting.members().forEach(member -> seat(link, member));
        changed = true;
        return link;
    }

    private void bringBack(HomeLink link) {
        link.away = false;
        Map<Long, Integer> members = Map.copyOf(link.members);
        members.forEach((key, number) -> seat(link, new Member(key, number)));
        changed = true;
    }

    private void welcomeMembers(HomeLink link) {
        welcoming = true;
        link.members.forEach((key, number) -> {
            link.speakAtWelcome(GatewayMessage.Kind.ENTERED, key, number, EncodedPacket.NONE);
            callLogic(() -> logic.onEnter(number));
        });
        welcoming = false;
    }

    void onPulse(Pulse pulse) {
        HomeLink link = links.get(pulse.link());
        if (link == null) {
            pulse.gateway().tell(new WhoIsThere(name, pulse.link(), incarnation));
        } else if (!link.isOpen()) {
            link.ask(incarnation);
        } else {
            if (link.missesSomething(pulse) || pulse.number() > link.accepted) {
                link.ask(incarnation);
            }
        }
    }

    void onEntry(Entry entry) {
        HomeLink link = links.get(entry.link());
        if (link == null) {
            return; // the gateway's next pulse says where to ask who it is
        }
        if (!link.isOpen() || entry.number() > link.accepted + 1) {
            link.ask(incarnation);
        } else if (entry.number() <= link.accepted) {
            link.confirmLater();
        } else {
            link.isThere();
            accept(link, entry);
        }
    }

    private void accept(HomeLink link, Entry entry) {
        link.accepted = entry.number();
        link.confirmLater();
        changed = true;
        (link.isLocal() ? home.counters().acceptedFromHere : home.counters().acceptedFromElsewhere).increment();
        switch (entry.kind()) {
            case ENTER -> enter(link, entry.member());
            case LEAVE -> leave(link, entry.member());
            case BROADCAST -> broadcast(entry.packet());
            case COMMAND -> command(link, entry);
        }
    }

    private void enter(HomeLink link, long key) {
        if (!link.members.containsKey(key)) {
            int number = seat(link, new Member(key, 0));
            speak(link, GatewayMessage.Kind.ENTERED, key, number, EncodedPacket.NONE);
            callLogic(() -> logic.onEnter(number));
        }
    }

    /** Gives the member its number again, or a new one if it has none or somebody else has it by now. */
    private int seat(HomeLink link, Member member) {
        int number = member.number();
        while (number <= 0 || seats.containsKey(number)) {
            number = lastNumber == Integer.MAX_VALUE ? 1 : lastNumber + 1;
            lastNumber = number;
        }
        lastNumber = Math.max(lastNumber, number);
        link.members.put(member.key(), number);
        seats.put(number, new Seat(link, member.key()));
        return number;
    }

    private void leave(HomeLink link, long key) {
        Integer number = link.members.remove(key);
        if (number != null) {
            seats.remove(number);
            callLogic(() -> logic.onLeave(number));
        }
    }

    private void command(HomeLink link, Entry entry) {
        Integer number = link.members.get(entry.member());
        if (number != null) {
            callLogic(() -> logic.onCommand(number, entry.packet().reader()));
        }
    }

    private void callLogic(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "the logic of room '" + name + "' failed", failure);
        }
    }

    /** The room may not write at the moment: what comes has not been accepted, and is asked for when it may again. */
    void putOff(FromGateway message) {
        putOff.add(message.link());
    }

    // ---- what the logic says

    @Override
    public void broadcast(Packet packet) {
        EncodedPacket encoded = EncodedPacket.of(packet);
        for (HomeLink link : links.values()) {
            if (!link.members.isEmpty()) {
                speak(link, GatewayMessage.Kind.ALL, 0, 0, encoded);
            }
        }
    }

    @Override
    public void send(int member, Packet packet) {
        EncodedPacket encoded = EncodedPacket.of(packet);
        Seat seat = seats.get(member);
        if (seat != null) {
            speak(seat.link, GatewayMessage.Kind.ONE, seat.key, member, encoded);
        }
    }

    private void speak(HomeLink link, GatewayMessage.Kind kind, long member, int number, EncodedPacket packet) {
        if (!link.isOpen()) {
            return; // its members will be welcomed anew
        }
        home.counters().spoken.increment();
        if (welcoming) {
            link.speakAtWelcome(kind, member, number, packet);
        } else if (!link.speak(kind, member, number, packet)) {
            home.counters().cut.increment();
            LOG.log(Level.WARNING, () -> "room '" + name + "' has cut " + link.gateway() + ", which is too far behind");
            link.close();
        }
    }

    // ---- time

    void onBeat() {
        expire();
        for (HomeLink link : links.values()) {
            if (putOff.contains(link.id())) {
                link.ask(incarnation);
            }
            link.confirmIfDue();
        }
        putOff.clear();
    }

    /**
     * The members of a silent gateway leave. How far its entries have been accepted is remembered for longer: should it
     * come back, none of them must be accepted twice.
     */
    private void expire() {
        if (links.values().removeIf(link -> link.isSilentFor(OBLIVION))) {
            changed = true;
        }
        for (HomeLink link : links.values()) {
            if (!link.away && link.isSilentFor(EXPIRY)) {
                link.away = true;
                link.close();
                changed = true;
                seats.keySet().removeAll(link.members.values());
                link.members.values().forEach(number -> callLogic(() -> logic.onLeave(number)));
            }
        }
    }

    // ---- the end

    /** Sends the gateways on to the room's next home. This node, should it leave, waits for those of other nodes. */
    void moveOn() {
        List<HomeLink> inhabited = links.values().stream()
                .filter(link -> !link.away && !link.members.isEmpty())
                .toList();
        home.departures()
                .tell(new Left(inhabited.stream()
                        .filter(link -> !link.isLocal())
                        .map(HomeLink::id)
                        .toList()));
        inhabited.forEach(link -> link.gateway().tell(new Moving(name, link.id(), incarnation, home.departures())));
    }

    // ---- what is kept

    /** Whether there may be something to keep since the last call. */
    boolean hasChanged() {
        boolean had = changed;
        changed = false;
        return had;
    }

    RoomState state() {
        return state(link -> List.of());
    }

    /** The state with which the next incarnation can go on as if nothing had happened. */
    RoomState lastState() {
        return state(HomeLink::unconfirmed);
    }

    private RoomState state(Function<HomeLink, List<Spoken>> unconfirmed) {
        List<LinkState> kept = new ArrayList<>();
        for (HomeLink link : links.values()) {
            List<Member> members = new ArrayList<>();
            link.members.forEach((key, number) -> members.add(new Member(key, number)));
            kept.add(new LinkState(
                    link.id(),
                    refs.toSerializationFormat(link.gateway()),
                    link.accepted,
                    link.away,
                    members,
                    unconfirmed.apply(link)));
        }
        return new RoomState(incarnation, lastNumber, kept, Bytes.of(logic.snapshot()));
    }
}
