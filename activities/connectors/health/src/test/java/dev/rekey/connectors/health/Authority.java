// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.health;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** A private authority and what it has signed, made by the JDK's keytool. */
final class Authority {

  private static final String WORD = "changeit";

  private final Path store;

  /** Makes one with a certificate of its own. */
  Authority(Path folder, String name) throws Exception {
    this.store = folder.resolve(name + ".p12");
    make("ca", "-dname", "CN=" + name, "-ext", "bc:c");
  }

  /**
   * Signs a certificate, and serves with it.
   *
   * @param names whom it is for, as {@code dns:localhost}
   * @param from when it begins, as keytool says it: {@code -3d} is three days ago
   */
  SSLSocketFactory serve(String names, String from) throws Exception {
    String alias = names.replaceAll("[^a-z0-9]", "") + from;
    if (!all().containsAlias(alias)) {
      make(
          alias,
          "-dname",
          "CN=served",
          "-signer",
          "ca",
          "-ext",
          "san=" + names,
          "-startdate",
          from);
    }
    KeyStore all = all();
    KeyStore one = KeyStore.getInstance("PKCS12");
    one.load(null, null);
    one.setKeyEntry(
        "one",
        all.getKey(alias, WORD.toCharArray()),
        WORD.toCharArray(),
        all.getCertificateChain(alias));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(one, WORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context.getSocketFactory();
  }

  /** Its own certificate as people keep it, words around it included. */
  String pem() throws Exception {
    return "subject=anybody\n-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
        .formatted(Base64.getMimeEncoder().encodeToString(all().getCertificate("ca").getEncoded()));
  }

  private KeyStore all() throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(store.toFile(), WORD.toCharArray());
  }

  /** Valid for two days. */
  private void make(String alias, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(
        List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-validity", "2", "-storetype", "PKCS12", "-storepass", WORD));
    command.addAll(List.of("-keystore", store.toString()));
    command.addAll(List.of(more));
    Path said = Files.createTempFile(store.getParent(), "keytool", ".txt");
    Process keytool =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(said, StandardCharsets.UTF_8));
    }
  }
}
