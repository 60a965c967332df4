// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.words.Secret;
import dev.rekey.worker.server.ServerSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in who knows the token from the home folder, and only under a loopback name: a page in a
 * browser that got another name to resolve here stays outside. So does a page from elsewhere,
 * whatever it knows; Temporal's may call the codec.
 *
 * <p>Whether this process lives and can work is answered without a token: whoever starts it again
 * has none, and learns one word. Numbers want the token of the scraper, which opens nothing else,
 * or the API's.
 */
@Order(0)
final class Door extends OncePerRequestFilter {

  private static final String BEARER = "Bearer ";
  private static final String HEALTH = "/actuator/health";
  private static final String METRICS = "/actuator/prometheus";
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final ServerSettings settings;

  Door(ServerSettings settings) {
    this.settings = settings;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    // Not the URI as it was sent, in which dots may lead elsewhere.
    String path = request.getServletPath();
    boolean codec = path.startsWith("/codec/");
    boolean open = codec || path.equals(HEALTH) || path.startsWith(HEALTH + "/");
    String shown = request.getHeader("Authorization");
    String origin = request.getHeader("Origin");
    if (!LOOPBACK.contains(request.getServerName())) {
      refuse(response, 421, "the API answers on the loopback only");
    } else if (origin != null && !(codec ? isTemporal(origin) : isOwn(origin))) {
      refuse(response, 403, "pages from elsewhere are not answered");
    } else if (open
        || knows(settings.token(), shown)
        || (path.equals(METRICS) && knows(settings.metricsToken(), shown))) {
      chain.doFilter(request, response);
    } else {
      refuse(response, 401, "the token is missing or wrong (expected: that of api.json)");
    }
  }

  private boolean isTemporal(String origin) {
    return origin.equals(settings.temporalOrigin());
  }

  private boolean isOwn(String origin) {
    return LOOPBACK.stream()
        .anyMatch(name -> origin.equals("http://%s:%d".formatted(name, settings.port())));
  }

  private static boolean knows(Secret token, @Nullable String header) {
    if (header == null || !header.startsWith(BEARER)) {
      return false;
    }
    try (Secret given = Secret.taking(header.substring(BEARER.length()).toCharArray())) {
      return given.matches(token);
    }
  }

  private static void refuse(HttpServletResponse response, int status, String detail)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response
        .getWriter()
        .write(
            "{\"title\":\"refused\",\"status\":%d,\"detail\":\"%s\",\"mistakes\":[],\"next\":\"rekey status\"}"
                .formatted(status, detail));
  }
}
