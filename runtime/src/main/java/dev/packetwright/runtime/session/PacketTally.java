package dev.packetwright.runtime.session;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Counts packets and bytes by packet id. One thread counts, any thread reads. A page of {@value #PAGE} ids takes 4 KiB
 * and is made with the first packet that has one of them, so all 65,536 ids take 1 MiB.
 */
final class PacketTally {
    /** Receives the counts of one id. */
    interface Reader {
        void accept(int packetId, long packets, long bytes);
    }

    private static final int PAGE = 256;
    private static final int PAGES = 65_536 / PAGE;

    private final AtomicReferenceArray<AtomicLongArray> pages = new AtomicReferenceArray<>(PAGES);

    /** Counts one packet. Called by one thread only, so that no two additions meet. */
    void count(int packetId, int size) {
        AtomicLongArray page = pages.getPlain(packetId / PAGE);
        if (page == null) {
            page = new AtomicLongArray(2 * PAGE);
            pages.setRelease(packetId / PAGE, page);
        }
        int at = 2 * (packetId % PAGE);
        page.setOpaque(at, page.getPlain(at) + 1);
        page.setOpaque(at + 1, page.getPlain(at + 1) + size);
    }

    /** Passes on the counts of each id that has any, in the order of the ids. */
    void read(Reader reader) {
        for (int number = 0; number < PAGES; number++) {
            AtomicLongArray page = pages.getAcquire(number);
            if (page != null) {
                readPage(number * PAGE, page, reader);
            }
        }
    }

    private static void readPage(int firstId, AtomicLongArray page, Reader reader) {
        for (int i = 0; i < PAGE; i++) {
            long packets = page.getOpaque(2 * i);
            if (packets > 0) {
                reader.accept(firstId + i, packets, page.getOpaque(2 * i + 1));
            }
        }
    }
}
