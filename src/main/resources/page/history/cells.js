import {localDay} from './pages.js';

const DAY = 24 * 3600 * 1000;

/**
 * A day after the other, the oldest first.
 *
 * @param days of the service: those on which a backup ended
 * @param stretch `{from, to, knownSince, knownUntil}`: the last two say from when to when all that ended is there
 * @returns cells `{date, state, isMixed, day}`
 */
export function cellsOf(days, stretch) {
  const byDate = new Map(days.map(day => [day.date, day]));
  const cells = [];
  for (let time = Date.parse(stretch.from); time <= Date.parse(stretch.to); time += DAY) {
    const date = new Date(time).toISOString().slice(0, 10);
    const day = byDate.get(date);
    cells.push({date, state: day ? stateOf(day) : isKnown(date, stretch) ? 'none' : 'unknown',
      isMixed: Boolean(day?.completed && (day.failed || day.lost)), day});
  }
  return cells;
}

/** Of a day that is known in part nobody can say that nothing ended on it; of today nobody asks for more than so far. */
function isKnown(date, {to, knownSince, knownUntil}) {
  if (!knownSince || !knownUntil) {
    return false;
  }
  const [first, last] = [localDay(Date.parse(knownSince) - 1), localDay(Date.parse(knownUntil))];
  return date > first && (date < last || (date === last && date === to));
}

/** A success is what a day is for. Its types are those that succeeded; a row may have none. */
function stateOf({completed, failed, lost, types}) {
  if (!completed) {
    return failed ? 'failed' : lost ? 'lost' : 'canceled';
  }
  return types.includes('FULL') ? 'full' : types.length ? 'incremental' : 'completed';
}

/** Of cells: how many days have a success, how many are known, and the last with a failure. */
export function summaryOf(cells) {
  return {
    good: cells.filter(({day}) => day?.completed).length,
    known: cells.filter(({state}) => state !== 'unknown').length,
    lastFailure: cells.findLast(({day}) => day?.failed)?.date,
  };
}
