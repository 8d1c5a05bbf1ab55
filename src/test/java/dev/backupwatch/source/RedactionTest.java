package dev.backupwatch.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "oss://b/p?host=h&access_id=S3CRET&access_key=S3CRET oss://b/p?host=h&access_id=***&access_key=***",
                "s3://b/p?access_key=S3CRET&s3_region=eu s3://b/p?access_key=***&s3_region=eu",
                "cos://b/p?ACCESS_ID=S3CRET&appid=7 cos://b/p?ACCESS_ID=***&appid=7",
                "oss://b/p?sts_token=S3CRET;x=1 oss://b/p?sts_token=***;x=1",
                "s3://me:S3CRET@host/b?x=1 s3://***@host/b?x=1",
                "s3://S3CRET@host/b s3://***@host/b",
                "s3://me:S3@CRET@host/b s3://***@host/b",
                "file:///data/b?access_key=S3CRET file:///data/b?access_key=***",
                "access_id=S3CRET,access_key=S3CRET access_id=***,access_key=***",
                "[access_key=S3CRET [access_key=***",
                "\"access_id=S3CRET \"access_id=***",
                "oss://me:S3CRET@b/p?access_key=S3CRET oss://***@b/p?access_key=***"
            })
    void keysTokensAndUserInfoAreMasked(String path, String masked) {
        assertThat(Redaction.of(path)).isEqualTo(masked).doesNotContain("S3CRET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "file:///data/backup/tenant_1002",
                "oss://bucket/path?host=oss-cn-hangzhou.aliyuncs.com&delete_mode=tagging",
                "s3://bucket/mail@example/x=1",
                "DOING",
                "error=-4012, trace_id=Y1A2, addr=10.0.0.1:2882",
                "ops@example.com asked for it",
                "租户=订单"
            })
    void nothingElseIsChanged(String text) {
        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oss://me:x@b/p?access_key=y", "s3://b?access_id=1&access_key=2", "plain"})
    void whatIsMaskedStaysAsItIs(String path) {
        assertThat(Redaction.of(Redaction.of(path))).isEqualTo(Redaction.of(path));
    }
}
