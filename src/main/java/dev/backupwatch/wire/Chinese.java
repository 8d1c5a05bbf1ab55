package dev.backupwatch.wire;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.ColumnChange;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.LostReason;
import dev.backupwatch.event.Observed;
import dev.backupwatch.event.Row;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.event.Trouble;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Events in Chinese, one line each. */
final class Chinese {

    private Chinese() {}

    static String sentence(ChangeEvent event) {
        return event instanceof RowEvent row ? row(row) : source((SourceEvent) event);
    }

    private static String source(SourceEvent event) {
        String cluster = "集群 " + event.cluster().value();
        Trouble trouble = event.trouble();
        if (trouble != null) {
            return "%s 无法读取（%s）：%s".formatted(cluster, reason(trouble), trouble.message());
        }
        return switch (event.type()) {
            case SOURCE_ADDED -> cluster + " 已开始监视";
            case SOURCE_REMOVED -> cluster + " 已停止监视";
            case SOURCE_RECOVERED -> cluster + " 已恢复读取";
            case SOURCE_RECREATED -> cluster + " 已不是原来的集群，此前的任务全部作废";
            default -> throw new IllegalArgumentException("no sentence for " + event.type());
        };
    }

    private static String row(RowEvent event) {
        return subject(event.identity()) + "：" + predicate(event);
    }

    private static String subject(Identity identity) {
        long tenant = identity.key().tenant().value();
        String name = identity.tenantName();
        String who = name == null ? "租户 " + tenant : "租户 %s（%d）".formatted(name, tenant);
        String task = EventEncoder.isTask(identity) ? "，任务 " + identity.key().id() : "";
        return "%s备份 %d%s"
                .formatted(name == null ? who + " " : who, identity.job().job(), task);
    }

    private static String predicate(RowEvent event) {
        Row row = event.row();
        return switch (event.verb()) {
            case STARTED -> (event.observed() == Observed.FOUND ? "发现正在运行" : "已开始") + kindOfBackup(row);
            case STATUS_CHANGED -> "状态变为 " + row.status();
            case PROGRESSED -> progress(row);
            case UPDATED -> "已更新 " + names(event.changed());
            case COMPLETED -> "已完成";
            case FAILED -> "失败，错误码 " + row.numberOr("RESULT", 0) + comment(row);
            case CANCELED -> "已取消";
            case LOST -> "不再可见：" + reason(event.reason());
        };
    }

    private static String kindOfBackup(Row row) {
        String type = row.text("BACKUP_TYPE");
        return type.isEmpty() ? "" : "，类型 " + type;
    }

    private static String progress(Row row) {
        long tablets = row.numberOr("TABLET_COUNT", 0);
        String bytes = "已写出 " + row.numberOr("OUTPUT_BYTES", 0) + " 字节";
        return tablets == 0
                ? bytes
                : "已完成 %d/%d 个 tablet，%s".formatted(row.numberOr("FINISH_TABLET_COUNT", 0), tablets, bytes);
    }

    private static String names(List<ColumnChange> changes) {
        return changes.stream().map(ColumnChange::column).collect(Collectors.joining("、"));
    }

    private static String comment(Row row) {
        String comment = row.text("COMMENT");
        return comment.isEmpty() ? "" : "：" + comment;
    }

    /** The trouble's own message, in English, follows. */
    private static String reason(Trouble trouble) {
        return switch (trouble.code()) {
            case "wrong_password" -> "用户名或密码错误";
            case "missing_grant" -> "缺少查询权限";
            case "missing_view" -> "视图不存在";
            case "oracle_mode" -> "Oracle 模式租户不支持 MySQL 客户端";
            case "unknown_tenant" -> "无法确定所登录的租户";
            case "columns_changed" -> "视图的列或版本在查询期间有变化";
            case "unreachable" -> "无法连接";
            case "connection_lost" -> "连接中断";
            case "timeout" -> "超时";
            case "tenants_unread" -> "部分租户无法查询";
            case "wrong_answer" -> "返回的结果与语句不符";
            case "wrong_time_zone" -> "会话时区不对";
            case "refused" -> "语句被拒绝";
            default -> "意外错误";
        };
    }

    private static String reason(@Nullable LostReason reason) {
        if (reason == null) {
            return "";
        }
        return switch (reason) {
            case TENANT_DROPPED -> "租户已删除";
            case VANISHED -> "在实时视图和历史视图中都已消失";
            case RECREATED -> "集群已重建";
        };
    }
}
