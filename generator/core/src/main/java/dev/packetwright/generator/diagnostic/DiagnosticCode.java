package dev.packetwright.generator.diagnostic;

/** The catalogue of diagnostics. A number never changes its meaning. */
public enum DiagnosticCode {
    UNREADABLE_FILE(1, Severity.ERROR),
    BAD_ENCODING(2, Severity.ERROR),
    FILE_TOO_LARGE(3, Severity.ERROR),
    MALFORMED_XML(4, Severity.ERROR),
    DOCTYPE(5, Severity.ERROR),
    WRONG_ROOT(6, Severity.ERROR),
    UNKNOWN_ELEMENT(7, Severity.ERROR),
    UNKNOWN_ATTRIBUTE(8, Severity.ERROR),
    STRAY_TEXT(9, Severity.ERROR),
    MISSING_NAME(10, Severity.ERROR),
    INVALID_NAME(11, Severity.ERROR),
    UNKNOWN_TYPE(12, Severity.ERROR),
    MEMBERS_IN_SCALAR(13, Severity.ERROR),
    DUPLICATE_PACKET(14, Severity.ERROR),
    DUPLICATE_MEMBER(15, Severity.ERROR),
    JAVA_NAME_CLASH(16, Severity.ERROR),
    NESTED_TOO_DEEP(17, Severity.ERROR),
    TOO_MANY_PACKETS(18, Severity.ERROR),
    TOO_MANY_MEMBERS(19, Severity.ERROR),
    INVALID_VALUE(20, Severity.ERROR),
    INVALID_PACKAGE(21, Severity.ERROR),
    NAME_TOO_LONG(22, Severity.ERROR),
    MISPLACED_ATTRIBUTE(23, Severity.ERROR),
    DUPLICATE_TYPE(24, Severity.ERROR),
    STRUCT_IN_ITSELF(25, Severity.ERROR),
    EMPTY_ENUM(26, Severity.ERROR),
    DUPLICATE_ID(27, Severity.ERROR),
    DUPLICATE_VALUE(28, Severity.ERROR),
    SINCE_NOT_AT_END(29, Severity.ERROR),
    IMPORT_CYCLE(30, Severity.ERROR),
    INVALID_IMPORT(31, Severity.ERROR),
    LOCK_DISAGREES(32, Severity.ERROR),
    INVALID_LOCK(33, Severity.ERROR),
    TOO_MANY_VALUES(34, Severity.ERROR),
    PING_WITH_OTHER_MEMBERS(35, Severity.ERROR),
    PING_WITHOUT_PONG(36, Severity.ERROR),
    SECOND_PING(37, Severity.ERROR),
    CSHARP_NAME_CLASH(38, Severity.ERROR),
    NO_CSHARP_NAME(39, Severity.ERROR),
    TYPESCRIPT_NAME_CLASH(40, Severity.ERROR),
    IDS_DIFFER_FROM_COURSE(101, Severity.WARNING),
    NO_PACKETS(102, Severity.WARNING),
    TEXT_BETWEEN_PACKETS(103, Severity.WARNING),
    PEER_READS_OTHER_BYTES(151, Severity.WARNING),
    PEER_HAS_OTHER_IDS(152, Severity.WARNING),
    PEER_IGNORES(153, Severity.WARNING),
    BOTH_WAYS(201, Severity.NOTE),
    FIRST_ID(202, Severity.NOTE);

    private final int number;
    private final Severity severity;

    DiagnosticCode(int number, Severity severity) {
        this.number = number;
        this.severity = severity;
    }

    /** Returns the severity of all diagnostics with this code. */
    public Severity severity() {
        return severity;
    }

    /** Returns {@code PW} and three digits, the number under which a user looks up the diagnostic. */
    @Override
    public String toString() {
        return "PW" + (number < 10 ? "00" : number < 100 ? "0" : "") + number;
    }
}
