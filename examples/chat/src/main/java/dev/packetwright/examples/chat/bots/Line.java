package dev.packetwright.examples.chat.bots;

import java.util.Optional;

/**
 * A line of a bot: {@code #<run> <bot> <number> ...}. Other lines do not parse.
 *
 * @param bot the bot, from 0
 * @param number the number of the line, from 0; {@value #HELLO} for the greeting before them
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
