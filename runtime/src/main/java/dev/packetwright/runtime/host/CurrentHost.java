package dev.packetwright.runtime.host;

import org.jspecify.annotations.Nullable;

/** The host of what the current thread opens: the JDK, unless a test kit has taken its place on this thread. */
public final class CurrentHost {
    private static final ThreadLocal<@Nullable Host> REPLACEMENT = new ThreadLocal<>();

    private CurrentHost() {}

    /** Returns the host of the current thread. */
    public static Host get() {
        Host replacement = REPLACEMENT.get();
        return replacement == null ? JdkHost.INSTANCE : replacement;
    }

    /** Replaces the host of the current thread, until {@link #restore}. */
    public static void replaceBy(Host host) {
        REPLACEMENT.set(host);
    }

    /** Makes the JDK the host of the current thread. */
    public static void restore() {
        REPLACEMENT.remove();
    }
}
