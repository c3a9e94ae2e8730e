package dev.packetwright.generator.model;

import dev.packetwright.generator.source.Place;

/**
 * The name of something.
 *
 * @param pdl its name in the PDL
 * @param place where the PDL gives it
 */
public record Name(String pdl, Place place) {}
