// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.rekey.worker.server.ServerSettings;
import dev.rekey.worker.temporal.SealingCodec;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.common.converter.DataConverterException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Decodes payloads for Temporal's web pages and command line, in the server process, so that
 * histories can be read while no worker runs. Behind an unguessable path; {@link CodecOrigin} says
 * which pages may call it.
 */
@RestController
class CodecController {

  private final ServerSettings settings;
  private final SealingCodec codec;

  CodecController(ServerSettings settings, SealingCodec codec) {
    this.settings = settings;
    this.codec = codec;
  }

  @PostMapping("/codec/{path}/{verb}")
  ResponseEntity<String> code(
      @PathVariable String path, @PathVariable String verb, @RequestBody String json) {
    if (!known(path)) {
      return ResponseEntity.notFound().build();
    }
    return switch (verb) {
      case "decode" -> answer(through(json, codec::decode));
      case "encode" -> answer(through(json, codec::encode));
      default -> ResponseEntity.notFound().build();
    };
  }

  private boolean known(String path) {
    return java.security.MessageDigest.isEqual(
        path.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        settings.codecPath().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static String through(String json, UnaryOperator<List<Payload>> change) {
    try {
      Payloads.Builder payloads = Payloads.newBuilder();
      JsonFormat.parser().ignoringUnknownFields().merge(json, payloads);
      List<Payload> changed = change.apply(payloads.getPayloadsList());
      return JsonFormat.printer().print(Payloads.newBuilder().addAllPayloads(changed).build());
    } catch (InvalidProtocolBufferException | DataConverterException unreadable) {
      throw new IllegalArgumentException("payloads that are not of this installation");
    }
  }

  private static ResponseEntity<String> answer(String json) {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json);
  }
}
