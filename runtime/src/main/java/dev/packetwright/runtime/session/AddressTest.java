package dev.packetwright.runtime.session;

import dev.packetwright.runtime.telemetry.BoundedLog;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.function.Predicate;

/**
 * A predicate of the user on addresses. If it throws for one address, the others must not notice.
 *
 * @param option the name of the option, for the log
 */
record AddressTest(String option, Predicate<InetAddress> predicate) {
    private static final BoundedLog LOG = new BoundedLog(AddressTest.class);

    /** Whether the predicate holds for the address. It does not if it throws, which is logged. */
    boolean isTrueFor(InetAddress address) {
        try {
            return predicate.test(address);
        } catch (RuntimeException | Error failure) {
            LOG.log(Level.ERROR, option + " failed, so the address is not one of them", failure);
            return false;
        }
    }
}
