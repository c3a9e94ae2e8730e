package dev.packetwright.examples.chatcluster.bots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A key and a certificate for nodes, and the certificate of their authority, as PEM files created by keytool. */
record Certificates(Path key, Path certificate, Path authority) {
    private static final String PASSWORD = "not a secret";

    static Certificates issuedBy(String name, Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        keytool(store, "-alias", "authority", "-dname", "CN=" + name, "-ext", "bc:c");
        keytool(store, "-alias", "node", "-dname", "CN=chat", "-signer", "authority");
        try (InputStream input = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(input, PASSWORD.toCharArray());
            return new Certificates(
                    write(
                            folder.resolve(name + "-key.pem"),
                            "PRIVATE KEY",
                            keys.getKey("node", PASSWORD.toCharArray()).getEncoded()),
                    write(
                            folder.resolve(name + "-node.pem"),
                            "CERTIFICATE",
                            keys.getCertificate("node").getEncoded()),
                    write(
                            folder.resolve(name + "-authority.pem"),
                            "CERTIFICATE",
                            keys.getCertificate("authority").getEncoded()));
        } catch (GeneralSecurityException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-keyalg",
                "RSA",
                "-validity",
                "2"));
        command.addAll(List.of(arguments));
        int result = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(result).as("%s", command).isZero();
    }

    private static Path write(Path file, String kind, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n",
                StandardCharsets.US_ASCII);
    }

    String[] options() {
        return new String[] {
            "--tls-key", key.toString(), "--tls-cert", certificate.toString(), "--tls-ca", authority.toString()
        };
    }
}
