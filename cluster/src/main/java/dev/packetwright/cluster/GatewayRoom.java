package dev.packetwright.cluster;

import dev.packetwright.cluster.DepartureMessage.Settled;
import dev.packetwright.cluster.GatewayMessage.Confirmed;
import dev.packetwright.cluster.GatewayMessage.FromRoom;
import dev.packetwright.cluster.GatewayMessage.Moving;
import dev.packetwright.cluster.GatewayMessage.Spoken;
import dev.packetwright.cluster.GatewayMessage.Welcome;
import dev.packetwright.cluster.GatewayMessage.WhoIsThere;
import dev.packetwright.cluster.RoomMessage.Entry;
import dev.packetwright.cluster.RoomMessage.Greeting;
import dev.packetwright.cluster.RoomMessage.Kind;
import dev.packetwright.cluster.RoomMessage.Member;
import dev.packetwright.cluster.RoomMessage.Pulse;
import dev.packetwright.runtime.group.SessionGroup;
import dev.packetwright.runtime.session.Disconnect;
import dev.packetwright.runtime.session.PacketSession;
import dev.packetwright.runtime.session.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's end of its link to a room: the members that are connected to this node, what they have asked for and the
 * room has not confirmed, and how far the room's stream has been heard. Of a room's incarnations it hears the newest only,
 * and each of its messages once and in order. Safe for use by many threads.
 */
final class GatewayRoom<S extends PacketSession> {
    private static final int MAX_MEMBERS = 50_000;
    private static final int MAX_COUNT = 1024;
    private static final long MAX_BYTES = 1 << 20;
    private static final int UNCONFIRMED = 256;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long IMPATIENCE = SECOND / 4;

    private final String name;
    private final Gateway<S> gateway;
    private final BiConsumer<Session, Disconnect> leaver;
    private final long link = ThreadLocalRandom.current().nextLong();
    private final SessionGroup<S> audience = new SessionGroup<>();
    private final Map<Session, Long> keys = new HashMap<>();
    private final Map<Long, S> sessions = new HashMap<>();
    private final Map<Long, Integer> numbers = new HashMap<>();
    private final Map<Long, Integer> confirmedMembers = new LinkedHashMap<>();
    private final Outbox<Entry> out = new Outbox<>(MAX_COUNT, MAX_BYTES, Entry::size);
    private final Queue<Long> offeredAt = new ArrayDeque<>();
    private long lastKey;
    private long lastSent;
    private long attempt;
    private long incarnation;
    private long stream;
    private long heard;
    private long heardAtLastPulse;
    private boolean welcomed;
    private @Nullable ActorRef<DepartureMessage> leftBehind;
    private long lastGreeting;
    private long lastPulse = System.nanoTime();

    GatewayRoom(String name, Gateway<S> gateway, BiConsumer<Session, Disconnect> leaver) {
        this.name = name;
        this.gateway = gateway;
        this.leaver = leaver;
        greetAnew();
    }

    /** Whether nobody is here and nothing is left to be confirmed. */
    synchronized boolean isDone() {
        return keys.isEmpty() && out.size() == 0;
    }

    // ---- what handlers ask for

    synchronized boolean enter(S session) {
        if (keys.containsKey(session) || keys.size() == MAX_MEMBERS || !session.addListener(leaver)) {
            return false;
        }
        long key = ++lastKey;
        if (!offer(Kind.ENTER, key, EncodedPacket.NONE)) {
            session.removeListener(leaver);
            return false;
        }
        keys.put(session, key);
        sessions.put(key, session);
        gateway.counters().members.increment();
        return true;
    }

    synchronized boolean leave(Session session) {
        session.removeListener(leaver);
        Long key = keys.remove(session);
        if (key == null) {
            return false;
        }
        S member = sessions.remove(key);
        if (member != null) {
            audience.leave(member);
        }
        gateway.counters().members.decrement();
        // Without regard to the bounds: each member leaves once.
        send(out.add(next -> entry(next, Kind.LEAVE, key, EncodedPacket.NONE)));
        return true;
    }

    synchronized boolean broadcast(EncodedPacket packet) {
        return offer(Kind.BROADCAST, 0, packet);
    }

    synchronized boolean tell(S member, EncodedPacket command) {
        Long key = keys.get(member);
        return key != null && offer(Kind.COMMAND, key, command);
    }

    private boolean offer(Kind kind, long member, EncodedPacket packet) {
        int size = packet.encodedSize() + RoomMessage.OVERHEAD;
        Entry entry = gateway.reserve(size) ? out.offer(size, next -> entry(next, kind, member, packet)) : null;
        if (entry == null) {
            gateway.refuse(name);
            return false;
        }
        send(entry);
        return true;
    }

    private Entry entry(long number, Kind kind, long member, EncodedPacket packet) {
        return new Entry(name, link, number, kind, member, packet);
    }

    private void send(Entry entry) {
        offeredAt.add(System.nanoTime());
        gateway.sent(entry.size());
        if (welcomed) {
            sendNow(entry);
        }
    }

    private void sendNow(Entry entry) {
        (entry.number() > lastSent ? gateway.counters().sent : gateway.counters().resent).increment();
        lastSent = Math.max(lastSent, entry.number());
        gateway.tell(entry);
    }

    // ---- what the room says

    synchronized void hear(FromRoom message) {
        if (message instanceof Moving moving) {
            hear(moving);
        } else if (message.link() != link || message.incarnation() < incarnation) {
            gateway.counters().stale.increment();
        } else if (message instanceof Spoken spoken) {
            hear(spoken);
        } else if (message instanceof Confirmed confirmed && confirmed.incarnation() == incarnation) {
            confirm(confirmed.accepted());
        } else if (message instanceof Welcome welcome) {
            hear(welcome);
        } else if (message instanceof WhoIsThere && (welcomed || isImpatient())) {
            greetAgain();
        }
    }

    /** What the room's next home says may be here before this. */
    private void hear(Moving moving) {
        if (moving.link() != link || (moving.incarnation() < incarnation && welcomed)) {
            moving.home().tell(new Settled(moving.link()));
        } else {
            leftBehind = moving.home();
            greetAgain();
        }
    }

    private boolean isImpatient() {
        return System.nanoTime() - lastGreeting > IMPATIENCE;
    }

    /** What nobody has answered yet has the same number again: two answers would begin two streams. */
    private void greetAgain() {
        if (welcomed) {
            greetAnew();
        } else {
            greet();
        }
    }

    private void hear(Welcome welcome) {
        boolean goesOn = welcome.incarnation() == incarnation && welcome.stream() == stream;
        boolean isOld = welcome.incarnation() == incarnation && welcome.stream() < stream;
        if (isOld || (goesOn && welcomed)) {
            gateway.counters().stale.increment();
            return;
        }
        if (!goesOn) {
            incarnation = welcome.incarnation();
            stream = welcome.stream();
            heard = welcome.next() - 1;
            heardAtLastPulse = heard;
            gateway.counters().restarts.increment();
        }
        welcomed = true;
        confirm(welcome.accepted());
        out.forEach(this::sendNow);
        if (leftBehind != null) {
            leftBehind.tell(new Settled(link));
            leftBehind = null;
        }
    }

    private void hear(Spoken spoken) {
        boolean isOfThisStream = welcomed && spoken.incarnation() == incarnation && spoken.stream() == stream;
        if (!isOfThisStream || spoken.number() <= heard) {
            gateway.counters().stale.increment();
        } else if (spoken.number() > heard + 1) {
            gateway.counters().gaps.increment();
            greetAnew();
        } else {
            heard++;
            gateway.counters().delivered.increment();
            deliver(spoken);
            confirm(spoken.accepted());
            if (heard - heardAtLastPulse >= UNCONFIRMED) {
                pulse();
            }
        }
    }

    private void deliver(Spoken spoken) {
        if (spoken.kind() == GatewayMessage.Kind.ALL) {
            audience.add(spoken.packet());
            gateway.flushLater(audience);
            return;
        }
        S member = sessions.get(spoken.member());
        if (spoken.kind() == GatewayMessage.Kind.ENTERED) {
            numbers.put(spoken.member(), spoken.memberNumber());
            confirmedMembers.computeIfPresent(spoken.member(), (key, number) -> spoken.memberNumber());
            if (member != null) {
                audience.enter(member);
            }
        } else if (member != null) {
            audience.flush(); // what was said to all before
            member.send(spoken.packet().toBytes());
        }
    }

    private void confirm(long number) {
        out.confirm(number, entry -> {
            gateway.confirmed(entry.size(), System.nanoTime() - poll());
            if (entry.kind() == Kind.ENTER) {
                confirmedMembers.put(entry.member(), numbers.getOrDefault(entry.member(), 0));
            } else if (entry.kind() == Kind.LEAVE) {
                confirmedMembers.remove(entry.member());
                numbers.remove(entry.member());
            }
        });
    }

    private long poll() {
        Long offered = offeredAt.poll();
        return offered == null ? 0 : offered;
    }

    // ---- time

    /** Called several times a second. */
    synchronized void onHeartbeat() {
        long now = System.nanoTime();
        Long oldest = offeredAt.peek();
        if (!welcomed) {
            if (now - lastGreeting > SECOND) {
                greet();
            }
        } else if (now - lastPulse > SECOND || (oldest != null && now - oldest > IMPATIENCE)) {
            pulse();
        }
    }

    private void pulse() {
        lastPulse = System.nanoTime();
        heardAtLastPulse = heard;
        gateway.tell(new Pulse(name, link, gateway.self(), lastSent, incarnation, stream, heard));
    }

    private void greetAnew() {
        welcomed = false;
        attempt++;
        greet();
    }

    private void greet() {
        lastGreeting = System.nanoTime();
        List<Member> members = new ArrayList<>();
        confirmedMembers.forEach((key, number) -> members.add(new Member(key, number)));
        gateway.tell(new Greeting(
                name, link, gateway.self(), attempt, incarnation, stream, heard, out.confirmed(), members));
    }
}
