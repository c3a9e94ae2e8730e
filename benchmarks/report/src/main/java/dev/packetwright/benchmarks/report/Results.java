package dev.packetwright.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The files that a run leaves: raw figures as JSON and a plot, named after the benchmark and the JDK. */
public final class Results {
    private Results() {}

    /**
     * Writes {@code NAME-JDK.json} and {@code NAME-JDK.svg}.
     *
     * @param figures all measurements and the environment
     * @param chart an SVG
     */
    public static void write(Path folder, String benchmark, Map<String, ?> figures, String chart) throws IOException {
        Files.createDirectories(folder);
        String name = benchmark + "-" + Runtime.version().feature();
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        Files.writeString(folder.resolve(name + ".json"), json.writeValueAsString(figures) + "\n");
        Files.writeString(folder.resolve(name + ".svg"), chart);
    }
}
