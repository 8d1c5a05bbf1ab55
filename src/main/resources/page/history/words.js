import {ratio} from '../words/amounts.js';

const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** Of a date as an input has it, `2026-11-26`. */
function days(locale) {
  const whole = new Intl.DateTimeFormat(locale, {dateStyle: 'medium', timeZone: 'UTC'});
  const short = new Intl.DateTimeFormat(locale, {day: 'numeric', month: 'short', timeZone: 'UTC'});
  return {day: date => whole.format(new Date(date)), shortDay: date => short.format(new Date(date))};
}

export const words = {
  en: {
    ...days('en-GB'),
    filterLabel: 'Which backups of the past',
    filter: {tenant: 'Tenant', backup: 'Type', result: 'Result', since: 'From', until: 'To'},
    hint: 'name or id',
    any: {backup: 'All types', result: 'All results'},
    clear: 'Show all',
    ignored: (name, value) => `“${name}” cannot be “${value}”: it is ignored.`,
    emptySpan: 'The first day is after the last: nothing lies between them.',
    noTenant: name => `There is no such tenant: ${name}.`,
    noCluster: name => `There is no such cluster: ${name}.`,
    isMeant: 'Do you mean',
    unreachable: 'the service is not reached',
    strips: {
      title: days => `Backups of the last ${days} days`,
      legend: 'Legend',
      overdueCount: count => `${plural(count, 'tenant')} overdue`,
      signs: {full: 'F', incremental: '+', completed: '✓', failed: '✕', canceled: '–', lost: '?', none: '·', unknown: ' '},
      states: {full: 'full backup completed', incremental: 'incremental backup completed',
        completed: 'a backup completed, others did not', failed: 'failed', canceled: 'canceled', lost: 'lost from sight',
        none: 'no backup ended', unknown: 'not known: the log does not reach so far, or nobody looked', loading: 'being asked for'},
      mixed: 'another one did not succeed',
      late: 'missing since the last success',
      today: 'today',
      counts: {completed: count => `${count} completed`, failed: count => `${count} failed`,
        canceled: count => `${count} canceled`, lost: count => `${count} lost from sight`},
      list: parts => parts.join(', '),
      cell: (day, what) => `${day}: ${what}`,
      summary: (good, known, days) => known < days
        ? `${good} of the ${plural(known, 'day')} that are known with a successful backup`
        : `${good} of ${plural(days, 'day')} with a successful backup`,
      lastFailure: day => `last failure on ${day}`,
      overdueFor: (time, since, why) => `Overdue for ${time}, since ${since}. ${why}.`,
      none: 'No tenant is known here.',
      more: 'More tenants are asked for …',
    },
    ended: {
      title: 'Ended backups',
      table: 'Ended backups, newest first',
      columns: {what: 'Backup', result: 'Result', end: 'Ended', duration: 'Took', written: 'Written', rate: 'Rate'},
      partOf: job => `part of cluster backup ${job}`,
      usual: value => `${ratio(value)} usual`,
      usualHint: runs => `compared with the median of the last ${plural(runs, 'run')} of this type`,
      unusual: 'unusual',
      newer: (count, isMore) => `${count}${isMore ? ' or more' : ''} new`,
      changed: 'The past has changed: read it anew',
      none: 'No backup that has ended matches, as far as the log reaches back.',
      nothing: 'No backup has ended yet, as far as the log reaches back.',
      shown: (count, isAll) => isAll ? `all ${count}` : `the newest ${count}`,
    },
  },
  zh: {
    ...days('zh-CN'),
    filterLabel: '筛选历史备份',
    filter: {tenant: '租户', backup: '类型', result: '结果', since: '从', until: '到'},
    hint: '租户名或租户 ID',
    any: {backup: '所有类型', result: '所有结果'},
    clear: '显示全部',
    ignored: (name, value) => `“${name}”不能是“${value}”，已忽略。`,
    emptySpan: '起始日期晚于结束日期，其间没有任何内容。',
    noTenant: name => `没有这个租户：${name}。`,
    noCluster: name => `没有这个集群：${name}。`,
    isMeant: '您要找的是',
    unreachable: '无法连接服务',
    strips: {
      title: days => `最近 ${days} 天的备份`,
      legend: '图例',
      overdueCount: count => `${count} 个租户逾期`,
      signs: {full: '全', incremental: '增', completed: '✓', failed: '✕', canceled: '–', lost: '?', none: '·', unknown: ' '},
      states: {full: '全量备份已完成', incremental: '增量备份已完成', completed: '有备份完成，另有备份未完成', failed: '失败',
        canceled: '已取消', lost: '不再可见', none: '没有备份结束', unknown: '未知：超出日志范围，或当时无人查看', loading: '正在查询'},
      mixed: '另有备份未成功',
      late: '自上一次成功以来缺失',
      today: '今天',
      counts: {completed: count => `${count} 次完成`, failed: count => `${count} 次失败`, canceled: count => `${count} 次取消`,
        lost: count => `${count} 次不再可见`},
      list: parts => parts.join('，'),
      cell: (day, what) => `${day}：${what}`,
      summary: (good, known, days) => known < days
        ? `在已知的 ${known} 天中，有 ${good} 天备份成功`
        : `${days} 天中有 ${good} 天备份成功`,
      lastFailure: day => `最近一次失败在 ${day}`,
      overdueFor: (time, since, why) => `已逾期 ${time}，自 ${since} 起。${why}。`,
      none: '这里没有已知的租户。',
      more: '正在查询更多租户……',
    },
    ended: {
      title: '已结束的备份',
      table: '已结束的备份，最新的在前',
      columns: {what: '备份', result: '结果', end: '结束时间', duration: '耗时', written: '已写入', rate: '速率'},
      partOf: job => `属于集群备份 ${job}`,
      usual: value => `平时的 ${ratio(value)}`,
      usualHint: runs => `与同类型最近 ${runs} 次的中位数相比`,
      unusual: '异常',
      newer: (count, isMore) => `${count} 条${isMore ? '以上' : ''}新记录`,
      changed: '历史已变化，重新读取',
      none: '就日志所及，没有符合条件的已结束备份。',
      nothing: '就日志所及，还没有备份结束。',
      shown: (count, isAll) => isAll ? `共 ${count} 条` : `最新的 ${count} 条`,
    },
  },
};
