package dev.backupwatch.service;

import java.util.Map;
import java.util.TreeMap;

/** The production artifact with a cluster that does not answer: its log is open, and little happens in it. */
final class QuietService {

    private QuietService() {}

    static PackagedService start(Map<String, String> settings, String... jvm) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("backupwatch.clusters.\"prod\".url", "mysql://127.0.0.1:1/oceanbase");
        all.put("backupwatch.clusters.\"prod\".username", "nobody");
        all.put("backupwatch.clusters.\"prod\".password", "secret");
        return PackagedService.start(all, jvm);
    }
}
