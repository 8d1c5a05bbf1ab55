/** Seconds to a thousandth, for what happens in one. */
const time = new Intl.DateTimeFormat('en-GB',
    {hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23'});
const clock = text => time.format(new Date(text));

const dayOf = locale => {
  const format = new Intl.DateTimeFormat(locale, {dateStyle: 'full'});
  return text => format.format(new Date(text));
};

const en = {
  clock,
  day: dayOf('en-GB'),
  tenant: 'Tenant',
  tenantHint: 'id or exact name',
  type: 'Type',
  typeHint: 'such as backup.job',
  severity: 'Severity',
  atLeast: {'': 'all', warning: 'warnings and errors', error: 'errors'},
  severities: {info: 'info', warning: 'warning', error: 'error'},
  only: (tenant, job) => `Only tenant ${tenant}, backup ${job}`,
  onlyRoot: job => `Only cluster backup ${job} and what is below it`,
  removeOnly: 'show others too',
  pause: 'Pause',
  paused: 'paused',
  waiting: count => `${count.toLocaleString('en')} new`,
  copyJson: 'Copy JSON',
  details: 'Details of this backup',
  onlyThis: 'Only this backup',
  changes: ['Changed', 'from', 'to', 'by'],
  earlier: 'Earlier',
  beginning: 'The log begins here.',
  full: 'So many lines are enough for a page: what is earlier can be had with a narrower filter, or with curl.',
  nothingYet: 'Nothing has happened yet since the log began.',
  noMatch: 'Nothing in the log matches this filter.',
  noMatchSoFar: 'Nothing that is new matches this filter.',
  gap: why => `Events may be missing here: ${why}. The log may have them.`,
  anew: 'Read the log',
};

const zh = {
  clock,
  day: dayOf('zh-CN'),
  tenant: '租户',
  tenantHint: '租户 ID 或完整的租户名',
  type: '类型',
  typeHint: '例如 backup.job',
  severity: '级别',
  atLeast: {'': '全部', warning: '警告和错误', error: '错误'},
  severities: {info: '信息', warning: '警告', error: '错误'},
  only: (tenant, job) => `仅租户 ${tenant} 的备份 ${job}`,
  onlyRoot: job => `仅集群备份 ${job} 及其下属备份`,
  removeOnly: '同时显示其他事件',
  pause: '暂停',
  paused: '已暂停',
  waiting: count => `${count.toLocaleString('en')} 条新事件`,
  copyJson: '复制 JSON',
  details: '该备份的详情',
  onlyThis: '仅该备份',
  changes: ['变化的列', '原值', '新值', '变化量'],
  earlier: '更早的事件',
  beginning: '日志从这里开始。',
  full: '页面上的事件已足够多：更早的事件请缩小筛选范围，或使用 curl 查看。',
  nothingYet: '日志开始以来还没有发生任何事件。',
  noMatch: '日志中没有符合筛选条件的事件。',
  noMatchSoFar: '最近的事件中没有符合筛选条件的。',
  gap: why => `此处可能缺少事件：${why}。日志中可能仍有这些事件。`,
  anew: '读取日志',
};

export const words = {en, zh};
