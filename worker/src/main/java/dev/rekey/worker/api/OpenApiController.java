// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import static org.springframework.core.annotation.AnnotatedElementUtils.findMergedAnnotation;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What this API is, as an OpenAPI document: made from the controllers, so it cannot be stale. */
@RestController
class OpenApiController {

  static final String ROOT = "/api/v1";

  private final ObjectProvider<RequestMappingHandlerMapping> mappings;

  OpenApiController(
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> mappings) {
    this.mappings = mappings;
  }

  @GetMapping(ROOT + "/openapi.json")
  Map<String, Object> document() {
    Schemas schemas = new Schemas();
    SortedMap<String, Map<String, Object>> paths = new TreeMap<>();
    mappings
        .getObject()
        .getHandlerMethods()
        .forEach((mapping, handler) -> add(mapping, handler, schemas, paths));
    schemas.of(Problem.class);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put(
        "info",
        Map.of(
            "title", "Rekey",
            "version", "v1",
            "description",
                "On the loopback only. Errors are application/problem+json. A POST may be sent"
                    + " again under the same Idempotency-Key for a day: the same request is"
                    + " answered as before, another one with 409."));
    document.put("security", List.of(Map.of("token", List.of())));
    document.put("paths", paths);
    document.put(
        "components",
        Map.of(
            "schemas",
            schemas.components(),
            "securitySchemes",
            Map.of("token", Map.of("type", "http", "scheme", "bearer"))));
    return document;
  }

  private static void add(
      RequestMappingInfo mapping,
      HandlerMethod handler,
      Schemas schemas,
      SortedMap<String, Map<String, Object>> paths) {
    for (String path : mapping.getPatternValues()) {
      if (path.startsWith(ROOT)) {
        for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
          paths
              .computeIfAbsent(path, _ -> new TreeMap<>())
              .put(
                  method.asHttpMethod().name().toLowerCase(Locale.ROOT),
                  operation(mapping, method, handler.getMethod(), schemas));
        }
      }
    }
  }

  private static Map<String, Object> operation(
      RequestMappingInfo mapping, RequestMethod method, Method handler, Schemas schemas) {
    Map<String, Object> operation = new LinkedHashMap<>();
    List<Map<String, Object>> parameters = new ArrayList<>();
    for (Parameter parameter : handler.getParameters()) {
      if (parameter.isAnnotationPresent(RequestBody.class)) {
        operation.put("requestBody", body(mapping, parameter, schemas));
      } else if (!MultiValueMap.class.isAssignableFrom(parameter.getType())) {
        parameter(parameter, schemas).ifPresent(parameters::add);
      }
    }
    if (method == RequestMethod.POST) {
      parameters.add(
          Map.of(
              "name",
              Repeats.HEADER,
              "in",
              "header",
              "required",
              false,
              "schema",
              Map.of("type", "string", "minLength", 16, "maxLength", 100)));
    }
    operation.put(
        "operationId",
        handler.getDeclaringClass().getSimpleName().replace("Controller", "")
            + "-"
            + handler.getName());
    operation.put("parameters", parameters);
    operation.put("responses", responses(handler, schemas));
    return operation;
  }

  private static Optional<Map<String, Object>> parameter(Parameter parameter, Schemas schemas) {
    boolean inPath = parameter.isAnnotationPresent(PathVariable.class);
    RequestParam query = parameter.getAnnotation(RequestParam.class);
    return inPath || query != null
        ? Optional.of(
            Map.of(
                "name",
                parameter.getName(),
                "in",
                inPath ? "path" : "query",
                "required",
                inPath || (query != null && query.required()),
                "schema",
                schemas.of(parameter.getParameterizedType())))
        : Optional.empty();
  }

  private static Map<String, Object> body(
      RequestMappingInfo mapping, Parameter parameter, Schemas schemas) {
    boolean raw = parameter.getType() == byte[].class;
    String type =
        mapping.getConsumesCondition().getConsumableMediaTypes().stream()
            .findFirst()
            .map(MediaType::toString)
            .orElse(raw ? MediaType.ALL_VALUE : MediaType.APPLICATION_JSON_VALUE);
    return Map.of(
        "required",
        true,
        "content",
        Map.of(
            type, Map.of("schema", raw ? Map.of() : schemas.of(parameter.getParameterizedType()))));
  }

  private static Map<String, Object> responses(Method handler, Schemas schemas) {
    ResponseStatus status = findMergedAnnotation(handler, ResponseStatus.class);
    Type type = handler.getGenericReturnType();
    boolean nothing = type == void.class;
    Map<String, Object> good = new LinkedHashMap<>();
    good.put("description", "done");
    if (!nothing) {
      good.put(
          "content", Map.of(MediaType.APPLICATION_JSON_VALUE, Map.of("schema", schemas.of(type))));
    }
    Map<String, Object> problem =
        Map.of(
            "description",
            "what is wrong, and the next command",
            "content",
            Map.of(
                MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                Map.of("schema", schemas.of(Problem.class))));
    return Map.of(
        status == null ? "200" : String.valueOf(status.code().value()), good, "default", problem);
  }
}
