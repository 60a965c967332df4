// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.worker.server.ServerSettings;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets Temporal's pages, and no other, call the codec from a browser. The framework has to know: it
 * answers the browser's question beforehand by itself, before any controller is asked.
 */
@Component
final class CodecOrigin implements WebMvcConfigurer {

  private final ServerSettings settings;

  CodecOrigin(ServerSettings settings) {
    this.settings = settings;
  }

  @Override
  public void addCorsMappings(CorsRegistry registry) {
    String origin = settings.temporalOrigin();
    if (origin != null) {
      registry
          .addMapping("/codec/%s/*".formatted(settings.codecPath()))
          .allowedOrigins(origin)
          .allowedMethods("POST");
    }
  }
}
