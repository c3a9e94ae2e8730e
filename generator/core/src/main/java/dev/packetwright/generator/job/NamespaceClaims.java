package dev.packetwright.generator.job;

/** Grants namespaces to the jobs of one build, so that they do not replace each other's files. */
@FunctionalInterface
public interface NamespaceClaims {
    /** Grants every namespace. */
    NamespaceClaims NONE = namespace -> true;

    /** Claims a namespace for a job. Returns false if another job has it; then the job writes nothing. */
    boolean claim(String namespace);
}
