// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a consumer is asked whether it is well, and what it has to answer.
 *
 * @param system the system that asks it, for example {@code web}
 * @param url http or https, with a host, without user and fragment; of at most 500 characters
 * @param status the status that it has to answer, 100 to 599
 * @param field a JSON pointer and the text that has to stand there, for example {@code /status=UP};
 *     empty if no field is looked at
 * @param text what the answer has to contain; empty if that is not looked at
 */
public record HealthCheck(SystemName system, String url, int status, String field, String text)
    implements Comparable<HealthCheck> {

  /** The status that is expected where none is said. */
  public static final int USUAL_STATUS = 200;

  private static final String EXPECTED =
      "expected: system:https://host/path, then status=200, field=/pointer=text and text=… as"
          + " wanted, parted by blanks; text last";

  private static final Pattern FORM =
      Pattern.compile(
          "(?<system>[^:/ ]+):(?<url>[A-Za-z][A-Za-z0-9+.-]*:[^ ]+)(?: +status=(?<status>[0-9]{1,4}))?"
              + "(?: +field=(?<field>[^ ]+))?(?: +text=(?<text>.+))?");
  private static final Pattern FIELD = Pattern.compile("(/[^=]*)=(.+)");

  public HealthCheck {
    requireNonNull(system, "system is null");
    Name.text("health", url, 500);
    requirePlain(url);
    if (status < 100 || status > 599) {
      throw new IllegalArgumentException(
          "health %s: status %d (expected: 100 to 599)".formatted(url, status));
    }
    if (!field.isEmpty()) {
      Name.text("health field", field, 200);
      if (!FIELD.matcher(field).matches()) {
        throw new IllegalArgumentException(
            "health %s: field '%s' (expected: a JSON pointer and its text, such as /status=UP)"
                .formatted(url, field));
      }
    }
    if (!text.isEmpty()) {
      Name.text("health text", text, 200);
    }
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  public static HealthCheck parse(String written) {
    Name.text("health", written, 1000);
    Matcher form = FORM.matcher(written);
    if (!form.matches()) {
      throw new IllegalArgumentException("health '%s' (%s)".formatted(written, EXPECTED));
    }
    String status = form.group("status");
    String field = form.group("field");
    String text = form.group("text");
    return new HealthCheck(
        new SystemName(form.group("system")),
        form.group("url"),
        status == null ? USUAL_STATUS : Integer.parseInt(status),
        field == null ? "" : field,
        text == null ? "" : text);
  }

  private static void requirePlain(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("health '%s': no URL (%s)".formatted(url, EXPECTED), e);
    }
    String scheme = String.valueOf(uri.getScheme());
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException(
          "health '%s': scheme '%s' (expected: https or http)".formatted(url, scheme));
    }
    if (uri.getRawUserInfo() != null) {
      // Not shown: what stands there may be a password.
      throw new IllegalArgumentException(
          "health: a URL with a user in front of its host (expected: none, for no credential is"
              + " sent)");
    }
    if (uri.getHost() == null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "health '%s' (expected: a host of a-z, 0-9, '.' and '-', and no fragment)"
              .formatted(url));
    }
  }

  /** Whom it asks: host in lower case, with the port where that is not the scheme's usual one. */
  public String host() {
    URI uri = URI.create(url);
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    int usual = uri.getScheme().equals("https") ? 443 : 80;
    return uri.getPort() < 0 || uri.getPort() == usual ? host : host + ":" + uri.getPort();
  }

  /** The JSON pointer of {@link #field}; empty if no field is looked at. */
  public String pointer() {
    return field.isEmpty() ? "" : field.substring(0, field.indexOf('='));
  }

  /** What has to stand at {@link #pointer}; empty if no field is looked at. */
  public String fieldText() {
    return field.isEmpty() ? "" : field.substring(field.indexOf('=') + 1);
  }

  @Override
  public int compareTo(HealthCheck other) {
    return toString().compareTo(other.toString());
  }

  /** {@code system:url status=200 …}: the form that lists of credentials use. */
  @Override
  public String toString() {
    StringBuilder written = new StringBuilder(system + ":" + url);
    if (status != USUAL_STATUS) {
      written.append(" status=").append(status);
    }
    if (!field.isEmpty()) {
      written.append(" field=").append(field);
    }
    if (!text.isEmpty()) {
      written.append(" text=").append(text);
    }
    return written.toString();
  }
}
