package dev.packetwright.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packetwright.testing.Mono;
import dev.packetwright.testing.browser.NeedsChromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Two browsers, a console client in Java and, where there is Mono, one in C# in one room. The profile {@code full} lets
 * them talk for a minute.
 */
@NeedsChromium
class ChatPageTest {
    private static final boolean IS_QUICK = Boolean.getBoolean("packetwright.quick");
    private static final int LINES = IS_QUICK ? 8 : 240;
    private static final int LINES_PER_SECOND = 4;
    private static final int PATIENCE_SECONDS = 60;
    private static final List<String> TEXTS =
            List.of("안녕하세요", "👨‍👩‍👧 🇰🇷", "plain", "가".repeat(100), "<b>&amp;</b>");

    @Test
    void everybodyHearsEverybodyInOrder() throws IOException, InterruptedException {
        Map<String, Participant> room = new LinkedHashMap<>();
        try (ChatWithPage server = ChatWithPage.start()) {
            BrowserParticipant first = new BrowserParticipant(server);
            room.put("first", first);
            room.put("second", new BrowserParticipant(server));
            room.put("java", new ConsoleParticipant(ChatWithPage.chat("client", "--port", "" + server.port())));
            if (Mono.isThere()) {
                room.put("csharp", new ConsoleParticipant(startCSharp(server)));
            }
            gather(room);
            talk(room);
            for (Map.Entry<String, Participant> listener : room.entrySet()) {
                for (String speaker : room.keySet()) {
                    awaitLines(listener.getKey(), listener.getValue(), speaker);
                }
            }
            Path shots = Files.createDirectories(Path.of("target/screenshots"));
            first.shoot(shots.resolve("chat.png"));
        } finally {
            room.values().forEach(Participant::close);
        }
    }

    private static Process startCSharp(ChatWithPage server) throws IOException {
        Path run = Path.of("../examples/chat-csharp/run").toAbsolutePath().normalize();
        return new ProcessBuilder(run.toString(), "--port", "" + server.port())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Everybody is in the room once everybody has heard the last one that came. */
    private static void gather(Map<String, Participant> room) throws InterruptedException {
        for (Participant each : room.values()) {
            if (each instanceof BrowserParticipant browser) {
                await(browser::isConnected, "a page is connected");
            }
        }
        for (Map.Entry<String, Participant> each : room.entrySet()) {
            String hello = "hello from " + each.getKey();
            each.getValue().say(hello);
            await(() -> each.getValue().heard().contains(hello), hello);
        }
    }

    private static void talk(Map<String, Participant> room) throws InterruptedException {
        for (int i = 0; i < LINES; i++) {
            for (Map.Entry<String, Participant> speaker : room.entrySet()) {
                speaker.getValue().say(line(speaker.getKey(), i));
            }
            TimeUnit.MILLISECONDS.sleep(1_000 / LINES_PER_SECOND); // the pace of the load, not a wait for anything
        }
    }

    private static String line(String speaker, int number) {
        return speaker + " " + number + " " + TEXTS.get(number % TEXTS.size());
    }

    private static void awaitLines(String name, Participant listener, String speaker) throws InterruptedException {
        List<String> expected =
                IntStream.range(0, LINES).mapToObj(i -> line(speaker, i)).toList();
        await(() -> linesOf(speaker, listener).size() >= LINES, name + " hears " + speaker);
        assertThat(linesOf(speaker, listener)).as(name + " hears " + speaker).isEqualTo(expected);
    }

    private static List<String> linesOf(String speaker, Participant listener) {
        return listener.heard().stream()
                .filter(line -> line.startsWith(speaker + " "))
                .toList();
    }

    @Test
    void aRestartOfTheServerHeals() throws IOException, InterruptedException {
        List<BrowserParticipant> pages = new ArrayList<>();
        ChatWithPage first = ChatWithPage.start();
        try (first) {
            pages.add(new BrowserParticipant(first));
            pages.add(new BrowserParticipant(first));
            assertTalk(pages, "before");
        }
        await(() -> pages.stream().noneMatch(BrowserParticipant::isConnected), "the pages notice the end");
        try (ChatWithPage again = ChatWithPage.startAgain(first)) {
            assertThat(again.port()).isEqualTo(first.port());
            assertTalk(pages, "after");
        } finally {
            pages.forEach(Participant::close);
        }
    }

    private static void assertTalk(List<BrowserParticipant> pages, String word) throws InterruptedException {
        for (BrowserParticipant page : pages) {
            await(page::isConnected, "a page is connected");
        }
        pages.get(0).say(word);
        for (BrowserParticipant page : pages) {
            await(() -> page.heard().contains(word), word);
        }
    }

    private static void await(BooleanSupplier condition, String what) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() < end).as(what).isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
