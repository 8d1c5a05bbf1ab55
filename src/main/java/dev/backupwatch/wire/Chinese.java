package dev.backupwatch.wire;

import dev.backupwatch.event.ChangeEvent;
import dev.backupwatch.event.Identity;
import dev.backupwatch.event.JobEvent;
import dev.backupwatch.event.RowEvent;
import dev.backupwatch.event.SourceEvent;
import dev.backupwatch.event.TenantEvent;
import dev.backupwatch.event.Trouble;

/** Events in Chinese, one line each. */
final class Chinese {

    private Chinese() {}

    static String sentence(ChangeEvent event) {
        if (event instanceof RowEvent row) {
            return job(row.identity()) + "：" + ChineseRows.predicate(row);
        }
        if (event instanceof JobEvent job) {
            return job(job.identity()) + "：" + ChineseJobs.predicate(job);
        }
        if (event instanceof TenantEvent tenant) {
            return tenant(tenant.identity()) + "：" + ChineseTenants.predicate(tenant);
        }
        return source((SourceEvent) event);
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

    private static String job(Identity identity) {
        String task = EventEncoder.isTask(identity) ? "，任务 " + identity.key().id() : "";
        String space = identity.tenantName() == null ? " " : "";
        return "%s%s备份 %d%s".formatted(tenant(identity), space, identity.job().job(), task);
    }

    private static String tenant(Identity identity) {
        long id = identity.key().tenant().value();
        String name = identity.tenantName();
        return name == null ? "租户 " + id : "租户 %s（%d）".formatted(name, id);
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
}
