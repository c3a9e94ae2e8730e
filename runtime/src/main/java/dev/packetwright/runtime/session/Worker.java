package dev.packetwright.runtime.session;

import dev.packetwright.runtime.limit.Rate;
import dev.packetwright.runtime.limit.ReceiveLimits;
import dev.packetwright.runtime.loop.EventLoop;
import dev.packetwright.runtime.send.SendLimits;
import dev.packetwright.runtime.session.SessionOptions.RateLimit;
import dev.packetwright.runtime.transport.TlsHandshakeExecutor;
import dev.packetwright.runtime.transport.Workspace;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An event loop with everything that its connections share, so that each connection holds one reference to it.
 *
 * @param counters shared with the other loops of the same listener or connector
 * @param flow looks at the packets of the loop's sessions
 * @param handshakes runs the computations of TLS handshakes, also shared
 * @param options the options of each session
 * @param sendLimits the limits of each send queue, out of the options
 * @param receiveLimits the limits on what each session receives, out of the options
 */
record Worker(
        EventLoop loop,
        Workspace workspace,
        Counters counters,
        PacketFlow flow,
        TlsHandshakeExecutor handshakes,
        SessionOptions options,
        SendLimits sendLimits,
        ReceiveLimits receiveLimits) {
    static Worker of(
            EventLoop loop,
            Workspace workspace,
            Counters counters,
            PacketFlow flow,
            TlsHandshakeExecutor handshakes,
            SessionOptions options) {
        return new Worker(
                loop, workspace, counters, flow, handshakes, options, sendLimits(options), receiveLimits(options));
    }

    private static SendLimits sendLimits(SessionOptions options) {
        return new SendLimits(options.sendQueueLimit(), options.sendQueueSoftLimit());
    }

    private static ReceiveLimits receiveLimits(SessionOptions options) {
        Map<Integer, Rate> packetIds = options.packetIdRates().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, limit -> rate(limit.getValue())));
        return new ReceiveLimits(rateOrNone(options.byteRate()), rateOrNone(options.packetRate()), packetIds);
    }

    private static @Nullable Rate rateOrNone(RateLimit limit) {
        return limit.equals(RateLimit.unlimited()) ? null : rate(limit);
    }

    private static Rate rate(RateLimit limit) {
        return new Rate(limit.perSecond(), limit.burst(), limit.drops());
    }
}
