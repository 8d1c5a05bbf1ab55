const DAY = 24 * 3600 * 1000;

/**
 * A day after the other, the oldest first.
 *
 * @param days of the service: those on which a backup ended
 * @returns cells `{date, state, isMixed, day}`; before what the log knows, the state is `unknown`
 */
export function cellsOf(days, {from, to, knownSince}) {
  const byDate = new Map(days.map(day => [day.date, day]));
  const cells = [];
  for (let time = Date.parse(from); time <= Date.parse(to); time += DAY) {
    const date = new Date(time).toISOString().slice(0, 10);
    const day = byDate.get(date);
    const state = day ? stateOf(day) : knownSince && date >= knownSince ? 'none' : 'unknown';
    cells.push({date, state, isMixed: Boolean(day?.completed && (day.failed || day.lost)), day});
  }
  return cells;
}

/** A success is what a day is for. */
function stateOf({completed, failed, lost, types}) {
  if (completed) {
    return types.includes('FULL') ? 'full' : 'incremental';
  }
  return failed ? 'failed' : lost ? 'lost' : 'canceled';
}

/** Of cells: how many days have a success, how many are known, and the last with a failure. */
export function summaryOf(cells) {
  return {
    good: cells.filter(({day}) => day?.completed).length,
    known: cells.filter(({state}) => state !== 'unknown').length,
    lastFailure: cells.findLast(({day}) => day?.failed)?.date,
  };
}
