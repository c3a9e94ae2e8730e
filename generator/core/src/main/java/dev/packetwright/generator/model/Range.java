package dev.packetwright.generator.model;

import java.math.BigDecimal;

/**
 * The numbers from one to another, both included.
 *
 * @param min the least
 * @param max the greatest
 */
public record Range(BigDecimal min, BigDecimal max) {
    /** Whether a number is one of them. */
    public boolean contains(BigDecimal number) {
        return number.compareTo(min) >= 0 && number.compareTo(max) <= 0;
    }
}
