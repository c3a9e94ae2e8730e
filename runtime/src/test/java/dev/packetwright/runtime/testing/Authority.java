package dev.packetwright.runtime.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Issues certificates for tests, so that none has to be kept with the sources and none ever expires. It writes the few
 * parts of X.509 that they need itself: the JDK has no interface for that, and its keytool takes a second for each.
 */
public final class Authority {
    private static final AtomicInteger SERIAL = new AtomicInteger();
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration A_DAY = Duration.ofDays(1);

    private static final byte[] ECDSA_WITH_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
    private static final byte[] COMMON_NAME = oid(0x55, 0x04, 0x03);
    private static final byte[] SUBJECT_ALT_NAME = oid(0x55, 0x1d, 0x11);
    private static final byte[] BASIC_CONSTRAINTS = oid(0x55, 0x1d, 0x13);
    private static final byte[] TRUE = {1, 1, (byte) 0xff};
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final String name;
    private final KeyPair keys = newKeys();
    private final X509Certificate certificate;

    /** A key, and the certificate that says whose it is. */
    public record Identity(PrivateKey key, X509Certificate certificate) {}

    /** An authority that nobody trusts unless told to. */
    public Authority(String name) {
        this.name = name;
        byte[] isAuthority = extension(sequence(BASIC_CONSTRAINTS, TRUE, tagged(0x04, sequence(TRUE))));
        this.certificate = sign(name, keys, isAuthority, Instant.now().plus(A_DAY));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** An identity for that host name and 127.0.0.1. */
    public Identity issue(String host) {
        return issue(host, Instant.now().plus(A_DAY));
    }

    public Identity issueExpired(String host) {
        return issue(host, Instant.now().minus(A_DAY));
    }

    private Identity issue(String host, Instant until) {
        KeyPair own = newKeys();
        boolean isLocal = host.equals("localhost");
        byte[] names = sequence(tagged(0x82, host.getBytes(UTF_8)), isLocal ? tagged(0x87, LOOPBACK) : new byte[0]);
        byte[] alternatives = extension(sequence(SUBJECT_ALT_NAME, tagged(0x04, names)));
        return new Identity(own.getPrivate(), sign(host, own, alternatives, until));
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    private X509Certificate sign(String subject, KeyPair subjectKeys, byte[] extensions, Instant until) {
        byte[] version3 = tagged(0xa0, tagged(0x02, new byte[] {2}));
        byte[] serial =
                tagged(0x02, BigInteger.valueOf(SERIAL.incrementAndGet()).toByteArray());
        byte[] validity = sequence(time(until.minus(A_DAY.multipliedBy(3))), time(until));
        byte[] toBeSigned = sequence(
                version3,
                serial,
                ECDSA_WITH_SHA256,
                distinguished(name),
                validity,
                distinguished(subject),
                subjectKeys.getPublic().getEncoded(),
                extensions);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(toBeSigned);
            byte[] bits = join(new byte[] {0}, signature.sign());
            byte[] encoded = sequence(toBeSigned, ECDSA_WITH_SHA256, tagged(0x03, bits));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    private static byte[] extension(byte[] only) {
        return tagged(0xa3, sequence(only));
    }

    private static byte[] distinguished(String commonName) {
        return sequence(tagged(0x31, sequence(COMMON_NAME, tagged(0x0c, commonName.getBytes(UTF_8)))));
    }

    private static byte[] time(Instant instant) {
        return tagged(0x17, UTC_TIME.format(instant).getBytes(UTF_8));
    }

    private static byte[] oid(int... bytes) {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        return tagged(0x06, content);
    }

    private static byte[] sequence(byte[]... parts) {
        return tagged(0x30, join(parts));
    }

    private static byte[] tagged(int tag, byte[] content) {
        return join(new byte[] {(byte) tag}, length(content.length), content);
    }

    private static byte[] length(int length) {
        if (length < 0x80) {
            return new byte[] {(byte) length};
        }
        return length < 0x100
                ? new byte[] {(byte) 0x81, (byte) length}
                : new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length};
    }

    private static byte[] join(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
