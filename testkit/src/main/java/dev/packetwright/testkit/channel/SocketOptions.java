package dev.packetwright.testkit.channel;

import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of a socket. Only {@code SO_LINGER} has an effect. */
final class SocketOptions {
    static final Set<SocketOption<?>> SUPPORTED = Set.of(
            StandardSocketOptions.SO_KEEPALIVE,
            StandardSocketOptions.SO_LINGER,
            StandardSocketOptions.SO_RCVBUF,
            StandardSocketOptions.SO_REUSEADDR,
            StandardSocketOptions.SO_SNDBUF,
            StandardSocketOptions.TCP_NODELAY);

    private final Map<SocketOption<?>, Object> values = new HashMap<>();

    <T> void set(SocketOption<T> option, @Nullable T value) {
        requireSupported(option);
        if (value == null || !option.type().isInstance(value)) {
            throw new IllegalArgumentException(option + " cannot be " + value);
        }
        values.put(option, value);
    }

    <T> @Nullable T get(SocketOption<T> option) {
        requireSupported(option);
        return option.type().cast(values.get(option));
    }

    private static void requireSupported(SocketOption<?> option) {
        if (!SUPPORTED.contains(option)) {
            throw new UnsupportedOperationException(option + " is no option of a socket in memory");
        }
    }

    /** Whether a close resets the connection. */
    boolean resetsOnClose() {
        return Integer.valueOf(0).equals(values.get(StandardSocketOptions.SO_LINGER));
    }
}
