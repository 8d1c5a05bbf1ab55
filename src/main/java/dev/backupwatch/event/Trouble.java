package dev.backupwatch.event;

/**
 * Why a source cannot be read.
 *
 * @param code stable and short, for programs: for example {@code wrong_password}
 * @param message for people: names the cluster, the user, the view and what to do; holds no secret
 */
public record Trouble(String code, String message) {}
