/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client has to show to write: {@code Authorization: Bearer TOKEN}, the password of HTTP
 * Basic (which is what GIS programs can send), or the parameter {@code token}.
 *
 * @param text what is shown
 */
public record AccessToken(String text) {
  /** A token that nobody can guess. */
  public static AccessToken random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return new AccessToken(HexFormat.of().formatHex(bytes));
  }

  /** Whether a request shows it. */
  public boolean isShown(Optional<String> authorization, Parameters parameters) {
    return authorization.flatMap(AccessToken::shown).or(() -> parameters.get("token")).stream()
        .anyMatch(this::matches);
  }

  /**
   * Whether a request shows another one. Who tries to sign in wants to know that it failed,
   * whatever he asks for; a GeoServer answers alike.
   */
  public boolean isMistaken(Optional<String> authorization) {
    return authorization.flatMap(AccessToken::shown).filter(other -> !matches(other)).isPresent();
  }

  private static Optional<String> shown(String authorization) {
    int space = authorization.indexOf(' ');
    String scheme = authorization.substring(0, Math.max(0, space)).toLowerCase(Locale.ROOT);
    String value = authorization.substring(space + 1).strip();
    return switch (scheme) {
      case "bearer" -> Optional.of(value);
      case "basic" -> password(value);
      default -> Optional.empty();
    };
  }

  private static Optional<String> password(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return Optional.of(pair.substring(pair.indexOf(':') + 1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** In a time that does not tell how much of it is right. */
  private boolean matches(String other) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
