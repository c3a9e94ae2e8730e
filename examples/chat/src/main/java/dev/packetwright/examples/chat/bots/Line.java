package dev.packetwright.examples.chat.bots;

import java.util.Optional;

/**
 * What bots say: {@code #<run> <bot> <number> ...}. Whatever else is said in the room does not parse.
 *
 * @param bot which bot says it, from 0
 * @param number which of its lines it is, from 0; {@value #HELLO} for the one before them
 */
record Line(int bot, int number) {
    static final int HELLO = -1;

    String text(String run) {
        return "#" + run + " " + bot + " " + number + " says bot " + bot;
    }

    static Optional<Line> parse(String text, String run) {
        String prefix = "#" + run + " ";
        if (!text.startsWith(prefix)) {
            return Optional.empty();
        }
        int afterBot = text.indexOf(' ', prefix.length());
        int afterNumber = text.indexOf(' ', afterBot + 1);
        return Optional.of(new Line(
                Integer.parseInt(text, prefix.length(), afterBot, 10),
                Integer.parseInt(text, afterBot + 1, afterNumber, 10)));
    }
}
