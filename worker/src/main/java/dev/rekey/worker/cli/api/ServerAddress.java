// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import static java.util.Objects.requireNonNull;

import dev.rekey.planning.text.Shown;
import dev.rekey.words.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Where the server of a home answers, and what opens it: the file {@code api.json} there. */
record ServerAddress(URI url, Secret token) {

  private static final List<String> LOOPBACK = List.of("127.0.0.1", "[::1]", "localhost");

  ServerAddress {
    requireNonNull(url, "url is null");
    requireNonNull(token, "token is null");
  }

  /**
   * Reads the file.
   *
   * @throws NoServer if there is none, or none that can be used
   */
  static ServerAddress of(Path home) {
    Path file = home.resolve("api.json");
    try {
      JsonNode json = Json.read(Files.readAllBytes(file), JsonNode.class);
      return new ServerAddress(
          url(file, json.path("url").asString("")), token(file, json.path("token").asString("")));
    } catch (NoSuchFileException e) {
      if (Upcoming.in(home)) {
        throw Upcoming.starting(home, e);
      }
      throw new NoServer(
          "no Rekey has run here: there is no %s".formatted(file),
          "rekey up   (or name the home of one that runs with --home)",
          e);
    } catch (IOException e) {
      throw unusable(file, "cannot be read: " + e, e);
    } catch (JacksonException e) {
      // Its own message quotes the text, and the token is in there.
      throw unusable(file, "is no JSON", null);
    }
  }

  private static Secret token(Path file, String token) {
    if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw unusable(file, "holds no token", null);
    }
    return Secret.taking(token.toCharArray());
  }

  /** The token goes to this machine and nowhere else, whoever has written into the file. */
  private static URI url(Path file, String text) {
    try {
      URI url = new URI(text);
      if ("http".equals(url.getScheme())
          && LOOPBACK.contains(url.getHost())
          && url.getPort() > 0
          && url.getRawUserInfo() == null
          && url.getRawQuery() == null
          && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"))) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw unusable(
        file,
        "names the url '%s' (expected: http://127.0.0.1:PORT)".formatted(Shown.escaped(text, 80)),
        null);
  }

  private static NoServer unusable(Path file, String what, @Nullable Throwable cause) {
    return new NoServer(
        "%s %s".formatted(file, what), "rekey up   (it writes the file anew)", cause);
  }
}
