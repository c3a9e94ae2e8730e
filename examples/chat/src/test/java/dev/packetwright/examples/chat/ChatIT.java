package dev.packetwright.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Tests the example as users run it: each program is a process of its own, and sockets connect the programs. */
@Timeout(300)
class ChatIT {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] LINE = HEX.parseHex("1e0001001800480065006c006c006f002000530065007200760065007200");

    private ChatProcess server;
    private int port;
    private long longestWait;

    @BeforeEach
    void startServer() throws IOException, InterruptedException {
        server = ChatProcess.startServer();
        port = server.awaitPort();
    }

    @AfterEach
    void stopServer(TestInfo test) {
        server.close();
        if (longestWait > 0) {
            long millis = TimeUnit.NANOSECONDS.toMillis(longestWait);
            System.out.println(test.getDisplayName() + " the longest that a new client had to wait: " + millis + " ms");
        }
    }

    private ChatProcess client(String... arguments) throws IOException, InterruptedException {
        String[] all = new String[arguments.length + 3];
        all[0] = "client";
        all[1] = "--port";
        all[2] = String.valueOf(port);
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        ChatProcess client = ChatProcess.start(all);
        server.awaitLine("player \\d+ joined from");
        return client;
    }

    @Test
    void everybodyHearsWhatIsSaid() throws IOException, InterruptedException {
        try (ChatProcess first = client("--name", "first");
                ChatProcess second = client()) {
            first.type("안녕 🎮");
            first.awaitLine("^\\[1\\] first: 안녕 🎮$");
            second.awaitLine("^\\[1\\] first: 안녕 🎮$");
            second.type("hello");
            first.awaitLine("^\\[2\\] hello$");
        }
    }

    @Test
    void whoEndsTheInputLeaves() throws IOException, InterruptedException {
        try (ChatProcess client = client()) {
            client.type("good night");
            client.endInput();
            client.awaitLine("^\\[1\\] good night$");
            assertThat(client.awaitExit()).isZero();
        }
        server.awaitLine("player 1 left: closed by peer");
    }

    @Test
    void theServerSaysGoodbyeOnSigterm() throws IOException, InterruptedException {
        try (ChatProcess client = client()) {
            server.terminate();
            client.awaitLine("^\\[0\\] .*Goodbye");
            client.awaitLine("the server has gone: closed by peer");
            assertThat(client.awaitExit()).isEqualTo(1);
        }
        server.awaitLine("^closed$");
        server.awaitExit();
    }

    @Test
    void aKilledServerIsTold() throws IOException, InterruptedException {
        try (ChatProcess client = client()) {
            server.close();
            client.awaitLine("the server has gone: ");
            assertThat(client.awaitExit()).isEqualTo(1);
        }
    }

    /** The bytes of a C# peer's C_Chat "Hello Server", and of the S_Chat that it expects. */
    @Test
    void speaksTheBytesOfTheCourse() throws IOException {
        String text = "1800480065006c006c006f002000530065007200760065007200";
        try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), port)) {
            peer.getOutputStream().write(HEX.parseHex("1e000100" + text));
            byte[] answer = peer.getInputStream().readNBytes(34);
            assertThat(HEX.formatHex(answer)).isEqualTo("22000200" + "01000000" + text);
        }
    }

    /** The server serves new clients after any kind of hostile input. */
    @Test
    void hostilePeersLeaveTheServerAsItWas() throws IOException {
        var random = new Random(7);
        byte[] noise = new byte[100_000];
        random.nextBytes(noise);
        List<byte[]> inputs = new ArrayList<>(List.of(noise, Arrays.copyOf(noise, 1)));
        for (String bytes : List.of("0000", "0100", "0200", "0300", "ffff", "ffff0100", "04000200", "0600010099ff")) {
            inputs.add(HEX.parseHex(bytes));
        }
        inputs.add(repeat(LINE, 3000)); // more than the rate limit allows at once
        for (int cut = 0; cut < LINE.length; cut += 3) {
            inputs.add(Arrays.copyOf(LINE, cut));
            byte[] corrupt = LINE.clone();
            corrupt[cut] ^= (byte) 0x80;
            inputs.add(corrupt);
        }
        for (byte[] input : inputs) {
            for (Ending ending : Ending.values()) {
                Socket hostile = new Socket(InetAddress.getLoopbackAddress(), port);
                writeIfStillConnected(hostile, input);
                ending.of(hostile);
                assertServesANewClient();
                hostile.close();
            }
        }
    }

    private static byte[] repeat(byte[] bytes, int times) {
        byte[] all = new byte[bytes.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
        }
        return all;
    }

    /** The server serves new clients while silent clients do not finish their packets and do not read. */
    @Tag("full")
    @Test
    void halfOpenPeersLeaveTheServerAsItWas() throws IOException {
        List<Socket> mute = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            mute.add(socket);
            writeIfStillConnected(socket, Arrays.copyOf(LINE, i % LINE.length));
        }
        for (int i = 0; i < 20; i++) {
            assertServesANewClient();
        }
        for (Socket socket : mute) {
            socket.close();
        }
    }

    @Test
    void connectsWithImmediateResetLeaveTheServerAsItWas() throws IOException {
        for (int i = 0; i < 1000; i++) {
            Ending.RESET.of(new Socket(InetAddress.getLoopbackAddress(), port));
        }
        assertServesANewClient();
    }

    private enum Ending {
        END_OF_STREAM {
            @Override
            void of(Socket socket) throws IOException {
                socket.shutdownOutput();
            }
        },
        RESET {
            @Override
            void of(Socket socket) throws IOException {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        },
        SILENCE {
            @Override
            void of(Socket socket) {}
        };

        abstract void of(Socket socket) throws IOException;
    }

    private static void writeIfStillConnected(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException ended) {
            // The server may close the connection.
        }
    }

    /** A client receives its own line among all others. The time is printed, not asserted, because machines differ. */
    private void assertServesANewClient() throws IOException {
        long start = System.nanoTime();
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(30_000);
            client.getOutputStream().write(LINE);
            byte[] size = client.getInputStream().readNBytes(2);
            assertThat(HEX.formatHex(size)).isEqualTo("2200");
            assertThat(client.getInputStream().readNBytes(32)).hasSize(32);
        }
        longestWait = Math.max(longestWait, System.nanoTime() - start);
    }

    /**
     * A packet with size 0 causes an endless loop in the original server. This server ends the session of the sender
     * and continues to serve other sessions.
     */
    @Test
    void hostileBytesEndTheirSessionAlone() throws IOException, InterruptedException {
        try (ChatProcess client = client()) {
            for (String bytes : new String[] {"0000", "0300", "ffff", "04000200", "04006300", "0600010099ff"}) {
                try (Socket hostile = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    hostile.getOutputStream().write(HEX.parseHex(bytes));
                    assertThat(endOf(hostile)).as(bytes).isTrue();
                }
                server.awaitLine("left: malformed packet");
            }
            client.type("still here");
            client.awaitLine("^\\[1\\] still here$");
        }
    }

    private static boolean endOf(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Tag("full")
    @Test
    void botsLoseNothing() throws IOException, InterruptedException {
        assertThat(bots(50, 4, 2)).isEqualTo("sent=400 expected=20000 received=20000 lost=0");
        assertThat(bots(100, 20, 2)).isEqualTo("sent=4000 expected=400000 received=400000 lost=0");
    }

    private String bots(int count, int rate, int seconds) throws IOException, InterruptedException {
        try (ChatProcess bots = ChatProcess.start(
                "bots", "--port", "" + port, "--count", "" + count, "--rate", "" + rate, "--seconds", "" + seconds)) {
            String result = bots.awaitLine("^sent=.*").group();
            assertThat(bots.awaitExit()).isZero();
            return result;
        }
    }

    /** The bots exit with 1 if they lose the server. The previous test relies on their exit code. */
    @Tag("full")
    @Test
    void botsThatLoseTheirServerFail() throws IOException, InterruptedException {
        try (ChatProcess bots =
                ChatProcess.start("bots", "--port", "" + port, "--count", "5", "--rate", "2", "--seconds", "600")) {
            for (int bot = 0; bot < 5; bot++) {
                server.awaitLine("player \\d+ joined from");
            }
            server.close();
            assertThat(bots.awaitExit()).isEqualTo(1);
        }
    }

    @Test
    void theHelpOfTheBotsExplainsTheirOutput() throws IOException, InterruptedException {
        try (ChatProcess help = ChatProcess.start("bots", "--help")) {
            help.awaitLine("server must be running");
            help.awaitLine("expected=N received=N lost=N");
            help.awaitLine("every line arrived");
        }
    }

    @Test
    void whoCannotConnectIsTold() throws IOException, InterruptedException {
        server.close();
        server.awaitExit();
        try (ChatProcess client = ChatProcess.start("client", "--port", "" + port)) {
            client.awaitLine("chat: cannot connect to /127\\.0\\.0\\.1:" + port + ": .*refused");
            assertThat(client.awaitExit()).isEqualTo(1);
        }
    }
}
