package dev.packetwright.clients.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A console client, which prints {@code [ID] LINE} for each line. */
final class ConsoleParticipant implements Participant {
    private final Process process;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    ConsoleParticipant(Process process) {
        this.process = process;
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        Thread reader = new Thread(
                () -> output.lines().forEach(line -> heard.add(line.replaceFirst("^\\[\\d+\\] ", ""))),
                "output of a console client");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void say(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
