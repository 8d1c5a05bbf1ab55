package dev.backupwatch.eventlog;

import dev.backupwatch.event.Encoded;

/**
 * One part of what a writer must know to go on where another left off as if nothing had happened. It belongs to the state,
 * so retention never removes it, and no subscriber sees it.
 */
public record Note(NoteKey key, Encoded value) {}
