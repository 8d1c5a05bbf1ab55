package dev.backupwatch.demo;

import java.time.Instant;

record PlannedStep(Instant at, ViewChange change) {}
