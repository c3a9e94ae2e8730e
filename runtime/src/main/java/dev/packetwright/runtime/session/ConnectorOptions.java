package dev.packetwright.runtime.session;

import dev.packetwright.runtime.loop.LoopGroup;
import dev.packetwright.runtime.transport.Transport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The options of a {@link Connector}. Start from {@link #defaults()} and change single options with the {@code with…}
 * methods. Each returns new options, or throws an {@link IllegalArgumentException} that names an option whose value is
 * out of range. Options are equal if all their values are equal. Safe for use by many threads.
 */
public final class ConnectorOptions {
    private final Draft values;

    private ConnectorOptions(Draft values) {
        this.values = values.checked();
    }

    /** The values, one line for each option. A draft changes only before it becomes part of its options. */
    private static final class Draft implements Cloneable {
        SessionOptions session = SessionOptions.forConnector();
        int loops = 1;
        Duration connectTimeout = Duration.ofSeconds(10);
        Duration shutdownLimit = Duration.ofSeconds(5);
        Optional<TlsOptions> tls = Optional.empty();
        UnaryOperator<Transport> decorator = UnaryOperator.identity();

        Draft checked() {
            Objects.requireNonNull(session, "session");
            OptionRange.check("loops", loops, 1, LoopGroup.MAX_LOOPS);
            OptionRange.check("connectTimeout", connectTimeout);
            OptionRange.check("shutdownLimit", shutdownLimit);
            return this;
        }

        Map<String, Object> byName() {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("session", session);
            values.put("loops", loops);
            values.put("connectTimeout", connectTimeout);
            values.put("shutdownLimit", shutdownLimit);
            values.put("tls", tls);
            return values;
        }

        @Override
        protected Draft clone() {
            try {
                return (Draft) super.clone();
            } catch (CloneNotSupportedException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    private ConnectorOptions with(Consumer<Draft> change) {
        Draft changed = values.clone();
        change.accept(changed);
        return new ConnectorOptions(changed);
    }

    /** {@link SessionOptions#forConnector()}, one loop, 10 s to connect, 5 s to shut down, and no TLS. */
    public static ConnectorOptions defaults() {
        return new ConnectorOptions(new Draft());
    }

    /** The options of each connected session. */
    public SessionOptions session() {
        return values.session;
    }

    /** These options with another {@link #session()}. */
    public ConnectorOptions withSession(SessionOptions options) {
        return with(draft -> draft.session = options);
    }

    /** The number of event loops that share the sessions, 1 to 1,024. Each loop has one thread. */
    public int loops() {
        return values.loops;
    }

    /** These options with another number of {@link #loops()}. */
    public ConnectorOptions withLoops(int count) {
        return with(draft -> draft.loops = count);
    }

    /** The time limit of one attempt to connect, without the TLS handshake, 1 ms to 1 day. */
    public Duration connectTimeout() {
        return values.connectTimeout;
    }

    /** These options with another {@link #connectTimeout()}. */
    public ConnectorOptions withConnectTimeout(Duration timeout) {
        return with(draft -> draft.connectTimeout = timeout);
    }

    /** The time for which {@link Connector#close()} lets sessions flush before it aborts them, 1 ms to 1 day. */
    public Duration shutdownLimit() {
        return values.shutdownLimit;
    }

    /** These options with another {@link #shutdownLimit()}. */
    public ConnectorOptions withShutdownLimit(Duration limit) {
        return with(draft -> draft.shutdownLimit = limit);
    }

    /** The options of TLS; without them, connections are not secured. */
    public Optional<TlsOptions> tls() {
        return values.tls;
    }

    /** These options with {@link #tls()}. */
    public ConnectorOptions withTls(TlsOptions options) {
        return with(draft -> draft.tls = Optional.of(options));
    }

    UnaryOperator<Transport> decorator() {
        return values.decorator;
    }

    /** These options with transports of another kind. Tests use it, as there is no client for WebSocket. */
    ConnectorOptions withDecorator(UnaryOperator<Transport> decorator) {
        return with(draft -> draft.decorator = decorator);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConnectorOptions same && values.byName().equals(same.values.byName());
    }

    @Override
    public int hashCode() {
        return values.byName().hashCode();
    }

    /** All options with their names. */
    @Override
    public String toString() {
        return "ConnectorOptions" + values.byName();
    }
}
