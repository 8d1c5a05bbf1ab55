package dev.backupwatch.source;

import io.vertx.mysqlclient.MySQLException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a tenant in Oracle mode refuses a MySQL client, as OceanBase's obmp_connect.cpp has it: error 1235, "Oracle tenant
 * for current client driver is not supported", where the client lacks the capability for Oracle mode. But it looks the
 * login's database up before, and in upper case, as this mode writes names: so a client that names {@code oceanbase}, as
 * ours does, may be told first that {@code OCEANBASE} is not there, or not for it. One that is let in gets ORA- errors.
 */
final class OracleMode {

    private static final int NOT_SUPPORTED = 1235;
    private static final Set<Integer> NO_SUCH_DATABASE = Set.of(1044, 1049);
    private static final Pattern ORACLE_ERROR = Pattern.compile("\\bORA-\\d{5}\\b");

    private OracleMode() {}

    static boolean speaksFrom(MySQLException refusal) {
        int code = refusal.getErrorCode();
        String message = String.valueOf(refusal.getMessage());
        return (code == NOT_SUPPORTED && message.contains("Oracle tenant"))
                || (NO_SUCH_DATABASE.contains(code) && message.contains("'OCEANBASE'"))
                || ORACLE_ERROR.matcher(message).find();
    }
}
