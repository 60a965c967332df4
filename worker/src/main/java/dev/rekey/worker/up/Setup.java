// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.worker.temporal.Frontend;
import dev.rekey.worker.temporal.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What administrators of somebody's servers prepare for Rekey, as they would type it. */
record Setup(UpSettings settings) {

  private static final String EXAMPLE_ADDRESS = "127.0.0.1:7233";
  private static final String EXAMPLE_NAME = "rekey";
  private static final Pattern DATABASE = Pattern.compile("jdbc:postgresql://[^/]+/([^?]+).*");

  /** Lines of a shell, then lines of SQL; comments say which. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("# Temporal: a namespace that outlives every campaign, and what Rekey files by.");
    lines.add("# rekey up and rekey server do this themselves where they may.");
    lines.addAll(new Registration(frontend()).commands());
    lines.add("");
    lines.addAll(sql());
    return lines;
  }

  /** The database and its role, for a superuser of PostgreSQL. */
  List<String> sql() {
    PostgresAt at = settings.postgres();
    String role = quoted(at == null ? EXAMPLE_NAME : at.user());
    String database = quoted(at == null ? EXAMPLE_NAME : database(at));
    return List.of(
        "-- PostgreSQL, as a superuser; set its password by: \\password " + plain(role),
        "create role %s login;".formatted(role),
        "create database %s owner %s encoding 'UTF8' template template0;"
            .formatted(database, role));
  }

  private Frontend frontend() {
    TemporalAt at = settings.temporal();
    return at.address() == null ? new Frontend(EXAMPLE_ADDRESS, at.namespace()) : at.frontend();
  }

  private static String database(PostgresAt at) {
    Matcher parts = DATABASE.matcher(at.jdbcUrl());
    return parts.matches() ? parts.group(1) : EXAMPLE_NAME;
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  private static String plain(String quoted) {
    return quoted.substring(1, quoted.length() - 1);
  }
}
