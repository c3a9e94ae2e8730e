package dev.packetwright.testing;

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
import org.jspecify.annotations.Nullable;

/**
 * Issues certificates for tests, so that no certificate is stored with the sources and none expires. It encodes the
 * required parts of X.509 itself, because the JDK has no API for them and its keytool takes a second for each
 * certificate.
 */
public final class Authority {
    private static final AtomicInteger SERIAL = new AtomicInteger();
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration A_DAY = Duration.ofDays(1);

    private static final byte[] ECDSA_WITH_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
    private static final byte[] RSA_WITH_SHA256 =
            sequence(oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b), tagged(0x05, new byte[0]));
    private static final byte[] COMMON_NAME = oid(0x55, 0x04, 0x03);
    private static final byte[] SUBJECT_ALT_NAME = oid(0x55, 0x1d, 0x11);
    private static final byte[] BASIC_CONSTRAINTS = oid(0x55, 0x1d, 0x13);
    private static final byte[] TRUE = {1, 1, (byte) 0xff};
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final String name;
    private final Algorithm algorithm;
    private final KeyPair keys;
    private @Nullable KeyPair shared;
    private final X509Certificate certificate;

    /** The kind of the keys of an authority and its identities, and how it signs. */
    private enum Algorithm {
        EC("SHA256withECDSA"),
        RSA("SHA256withRSA");

        private final String signature;

        Algorithm(String signature) {
            this.signature = signature;
        }
    }

    /** A private key and the certificate of its owner. */
    public record Identity(PrivateKey key, X509Certificate certificate) {}

    /** An authority with EC keys, which are quick to make. It is trusted only where a test says so. */
    public Authority(String name) {
        this(name, Algorithm.EC);
    }

    /** An authority for programs that do not know EC keys. */
    public static Authority withRsaKeys(String name) {
        return new Authority(name, Algorithm.RSA);
    }

    private Authority(String name, Algorithm algorithm) {
        this.name = name;
        this.algorithm = algorithm;
        this.keys = newKeys();
        byte[] isAuthority = extension(sequence(BASIC_CONSTRAINTS, TRUE, tagged(0x04, sequence(TRUE))));
        this.certificate = sign(name, keys, isAuthority, Instant.now().plus(A_DAY));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** Issues an identity for a host name. An identity for localhost is also valid for 127.0.0.1. */
    public Identity issue(String host) {
        return issue(host, Instant.now().plus(A_DAY));
    }

    public Identity issueExpired(String host) {
        return issue(host, Instant.now().minus(A_DAY));
    }

    private Identity issue(String host, Instant until) {
        KeyPair own = keysOfIdentity();
        boolean isLocal = host.equals("localhost");
        byte[] names = sequence(tagged(0x82, host.getBytes(UTF_8)), isLocal ? tagged(0x87, LOOPBACK) : new byte[0]);
        byte[] alternatives = extension(sequence(SUBJECT_ALT_NAME, tagged(0x04, names)));
        return new Identity(own.getPrivate(), sign(host, own, alternatives, until));
    }

    /** RSA keys take a second to make, so all identities of an authority share them. */
    private KeyPair keysOfIdentity() {
        if (algorithm == Algorithm.EC) {
            return newKeys();
        }
        if (shared == null) {
            shared = newKeys();
        }
        return shared;
    }

    private KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.name());
            if (algorithm == Algorithm.EC) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2048);
            }
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
                signatureAlgorithm(),
                distinguished(name),
                validity,
                distinguished(subject),
                subjectKeys.getPublic().getEncoded(),
                extensions);
        try {
            Signature signature = Signature.getInstance(algorithm.signature);
            signature.initSign(keys.getPrivate());
            signature.update(toBeSigned);
            byte[] bits = join(new byte[] {0}, signature.sign());
            byte[] encoded = sequence(toBeSigned, signatureAlgorithm(), tagged(0x03, bits));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    private byte[] signatureAlgorithm() {
        return algorithm == Algorithm.EC ? ECDSA_WITH_SHA256 : RSA_WITH_SHA256;
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
