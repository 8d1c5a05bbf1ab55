package dev.backupwatch.service;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads messages for many clients at once. What several of them got byte by byte alike is held once, so that a run of many
 * minutes fits into memory.
 */
final class Reading {

    private final Map<String, Received> seen = new ConcurrentHashMap<>();

    Received read(String text) {
        return seen.computeIfAbsent(text, each -> Received.of(each, Instant.now()));
    }
}
