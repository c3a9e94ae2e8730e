package dev.packetwright.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Groups of horizontal bars as an SVG, where shorter is better. Each group has its own scale. */
public final class BarChart {
    private static final int LABEL_WIDTH = 150;
    private static final int BAR_WIDTH = 420;
    private static final int VALUE_WIDTH = 90;
    private static final int ROW = 18;
    private static final int GROUP_GAP = 34;

    private final StringBuilder body = new StringBuilder();
    private final String ours;
    private int y = 30;

    /**
     * Makes an empty chart.
     *
     * @param ours the prefix of the labels whose bars stand out
     */
    public BarChart(String title, String ours) {
        this.ours = ours;
        body.append(text(10, 20, "15", title));
    }

    /** Adds a group, best first. */
    public void add(String title, Map<String, Double> values, String unit) {
        y += GROUP_GAP;
        body.append(text(10, y - 8, "13", title + ", " + unit));
        double longest =
                values.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        List<Map.Entry<String, Double>> sorted =
                values.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
        for (Map.Entry<String, Double> bar : sorted) {
            bar(bar.getKey(), bar.getValue(), bar.getValue() / longest);
        }
    }

    private void bar(String label, double value, double share) {
        String color = label.startsWith(ours) ? "#1f77b4" : "#b0b0b0";
        body.append(text(10, y + 12, "11", label));
        body.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                LABEL_WIDTH,
                y + 2,
                Math.max(1, share * BAR_WIDTH),
                ROW - 5,
                color));
        body.append(text(
                (int) (LABEL_WIDTH + share * BAR_WIDTH + 6), y + 12, "11", String.format(Locale.ROOT, "%.1f", value)));
        y += ROW;
    }

    private static String text(int x, int y, String size, String content) {
        String escaped = content.replace("&", "&amp;").replace("<", "&lt;");
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" font-family=\"sans-serif\" font-size=\"%s\">%s</text>%n",
                x,
                y,
                size,
                escaped);
    }

    /** The complete SVG. */
    @Override
    public String toString() {
        int width = LABEL_WIDTH + BAR_WIDTH + VALUE_WIDTH;
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">%n",
                        width,
                        y + 10,
                        width,
                        y + 10)
                + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n" + body + "</svg>\n";
    }
}
