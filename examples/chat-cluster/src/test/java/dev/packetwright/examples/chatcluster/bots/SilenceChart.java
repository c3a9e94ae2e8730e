package dev.packetwright.examples.chatcluster.bots;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A chart of the silences of rooms: a row for each fault, and a bar for each half second. */
final class SilenceChart {
    private static final int BIN_MILLIS = 500;
    private static final int BINS = 14;
    private static final int BIN_WIDTH = 36;
    private static final int LEFT = 210;
    private static final int ROW = 64;
    private static final int BAR = 40;

    private SilenceChart() {}

    /** Draws sorted silences. The last bin includes all longer ones. */
    static String svg(Map<Fault, List<Integer>> silences) {
        int width = LEFT + BINS * BIN_WIDTH + 20;
        int height = silences.size() * ROW + 50;
        var svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                width,
                height));
        int y = 10;
        for (Map.Entry<Fault, List<Integer>> fault : silences.entrySet()) {
            y += ROW;
            row(svg, y, fault.getKey(), fault.getValue());
        }
        for (int second = 0; second * 1000 <= BINS * BIN_MILLIS; second++) {
            text(svg, LEFT + second * 1000 * BIN_WIDTH / BIN_MILLIS, y + 18, "middle", second + " s");
        }
        return svg.append("</svg>\n").toString();
    }

    private static void row(StringBuilder svg, int y, Fault fault, List<Integer> silences) {
        int[] counts = new int[BINS];
        for (int millis : silences) {
            counts[Math.min(BINS - 1, millis / BIN_MILLIS)]++;
        }
        text(svg, LEFT - 8, y - 14, "end", fault.label());
        text(svg, LEFT - 8, y, "end", "longest " + silences.get(silences.size() - 1) + " ms");
        for (int bin = 0; bin < BINS; bin++) {
            if (counts[bin] > 0) {
                int bar = Math.max(1, counts[bin] * BAR / silences.size());
                int x = LEFT + bin * BIN_WIDTH;
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#4477aa\"/>%n",
                        x + 1,
                        y - bar,
                        BIN_WIDTH - 2,
                        bar));
                text(svg, x + BIN_WIDTH / 2, y - bar - 3, "middle", "" + counts[bin]);
            }
        }
    }

    private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
    }
}
