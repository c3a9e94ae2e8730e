package dev.packetwright.generator.model;

import java.math.BigDecimal;

/**
 * A range of numbers, both ends included.
 *
 * @param min the smallest number
 * @param max the greatest number
 */
public record Range(BigDecimal min, BigDecimal max) {
    /** Returns whether a number is in this range. */
    public boolean contains(BigDecimal number) {
        return number.compareTo(min) >= 0 && number.compareTo(max) <= 0;
    }
}
