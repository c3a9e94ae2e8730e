package dev.packetwright.generator.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Names of files that Java cannot use: in a locale without an encoding, all those outside ASCII. */
public final class FileNames {
    /** The usual remedy. */
    public static final String HELP = "a UTF-8 locale may help, for example LC_ALL=C.UTF-8";

    private FileNames() {}

    /** Returns whether the locale cannot represent a path. */
    public static boolean isOutsideLocale(String path) {
        return !StandardCharsets.US_ASCII.newEncoder().canEncode(path) && !isPath(path);
    }

    /** Returns whether the locale cannot represent the path of the working folder, so that no relative path works. */
    public static boolean isWorkingFolderOutsideLocale() {
        return isOutsideLocale(System.getProperty("user.dir", ""));
    }

    private static boolean isPath(String path) {
        try {
            return !Path.of(path).toString().isEmpty();
        } catch (InvalidPathException invalid) {
            return false;
        }
    }

    /** Returns the problem with such a path, for a message. */
    public static String problem(String path) {
        return "this system cannot name a file " + path;
    }
}
