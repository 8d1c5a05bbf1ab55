package dev.backupwatch.wire;

import java.util.Map;
import java.util.Optional;

/**
 * What a STATUS means, in words of our own. The strings are those of the sources of 4.1 to 4.3 and of seekdb; BACKUP_META and
 * BACKUP_DATA only OceanBase's documents show.
 */
final class Phases {

    private static final Map<String, Phase> BY_STATUS = Map.ofEntries(
            Map.entry("INIT", new Phase("about to begin", "准备开始")),
            Map.entry("DOING", new Phase("running", "进行中")),
            Map.entry("BACKUP_META", new Phase("copying metadata", "备份元数据")),
            Map.entry("BACKUP_SYS_META", new Phase("copying system metadata", "备份系统元数据")),
            Map.entry("BACKUP_USER_META", new Phase("copying user metadata", "备份用户元数据")),
            Map.entry("BACKUP_META_FINISH", new Phase("metadata is copied", "元数据备份完成")),
            Map.entry("BACKUP_FUSE_TABLET_META", new Phase("merging tablet metadata", "融合 tablet 元数据")),
            Map.entry("BACKUP_DATA", new Phase("copying data", "备份数据")),
            Map.entry("BACKUP_DATA_SYS", new Phase("copying system data", "备份系统数据")),
            Map.entry("BACKUP_SYS_DATA", new Phase("copying system data", "备份系统数据")),
            Map.entry("BACKUP_USER_DATA", new Phase("copying user data", "备份用户数据")),
            Map.entry("BACKUP_DATA_MINOR", new Phase("copying recent changes", "备份转储数据")),
            Map.entry("BACKUP_DATA_MAJOR", new Phase("copying baseline data", "备份基线数据")),
            Map.entry("PREPARE_BACKUP_LOG", new Phase("preparing to copy logs", "准备备份日志")),
            Map.entry("BEFORE_BACKUP_LOG", new Phase("about to copy logs", "即将备份日志")),
            Map.entry("BACKUP_LOG", new Phase("copying logs", "备份日志")),
            Map.entry("COMPLETED", new Phase("completed", "已完成")),
            Map.entry("FAILED", new Phase("failed", "已失败")),
            Map.entry("CANCELING", new Phase("being canceled", "正在取消")),
            Map.entry("CANCELED", new Phase("canceled", "已取消")));

    private Phases() {}

    record Phase(String english, String chinese) {}

    /** Empty for a status that a version to come invents. */
    static Optional<Phase> of(String status) {
        return Optional.ofNullable(BY_STATUS.get(status));
    }

    /** The status, and in parentheses what it means where that is known. */
    static String inEnglish(String status) {
        return of(status)
                .map(phase -> "%s (%s)".formatted(status, phase.english()))
                .orElse(status);
    }

    /** As {@link #inEnglish}. */
    static String inChinese(String status) {
        return of(status)
                .map(phase -> "%s（%s）".formatted(status, phase.chinese()))
                .orElse(status);
    }
}
