package dev.packetwright.generator.model;

import dev.packetwright.generator.source.Place;

/**
 * A name in the PDL.
 *
 * @param pdl the name
 * @param place the place of the name in the PDL
 */
public record Name(String pdl, Place place) {}
