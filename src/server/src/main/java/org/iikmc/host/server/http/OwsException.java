/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.host.server.http;

/** Something that a client did wrong, or this server won't do, as OGC services tell it. */
public final class OwsException extends RuntimeException {
  /** What has no code of its own. */
  public static final String NO_APPLICABLE_CODE = "NoApplicableCode";

  private final String code;
  private final String locator;
  private final int status;

  /**
   * @param code of OWS Common
   * @param locator the parameter; null for none
   * @param message one sentence for the user
   */
  public OwsException(String code, String locator, String message) {
    this(code, locator, message, 200);
  }

  /**
   * @param status of HTTP; 200 is what GIS programs expect of an exception report
   */
  public OwsException(String code, String locator, String message, int status) {
    super(message);
    this.code = code;
    this.locator = locator;
    this.status = status;
  }

  /** Without a code of its own. */
  public static OwsException of(String message) {
    return new OwsException(NO_APPLICABLE_CODE, null, message);
  }

  /** A parameter has a value that can't be used. */
  public static OwsException invalid(String parameter, String message) {
    return new OwsException("InvalidParameterValue", parameter, message);
  }

  /** The client has not shown the token. */
  public static OwsException forbidden(String what) {
    return new OwsException(
        NO_APPLICABLE_CODE,
        null,
        what
            + " writes to this server: show its token as 'Authorization: Bearer …' or with the"
            + " parameter token.",
        401);
  }

  /** Of OWS Common. */
  public String code() {
    return code;
  }

  /** The parameter; null for none. */
  public String locator() {
    return locator;
  }

  /** Of HTTP. */
  public int status() {
    return status;
  }
}
