package dev.packetwright.generator.model;

import dev.packetwright.generator.source.Place;

/**
 * What something is called.
 *
 * @param pdl its name in the PDL
 * @param java its name in Java
 * @param place where the PDL gives it
 */
public record Name(String pdl, String java, Place place) {}
