const STEP = 1024;
const UNITS = ['KB', 'MB', 'GB', 'TB', 'PB'];
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Of 1024 bytes a KB, as OceanBase counts. */
export function bytes(count) {
  if (count === undefined || count === null) {
    return '';
  }
  let amount = count;
  let unit = -1;
  while (amount >= STEP && unit < UNITS.length - 1) {
    amount /= STEP;
    unit++;
  }
  return unit < 0 ? `${count} B` : `${amount.toFixed(1)} ${UNITS[unit]}`;
}

export const rate = bytesPerSecond => bytesPerSecond === undefined ? '' : `${bytes(Math.round(bytesPerSecond))}/s`;

/** Cut off, not rounded: 99.96 is not all. */
export const percent = value => `${(Math.floor(value * 10) / 10).toFixed(1)} %`;

/** A ratio that says how much more or less: `2.5×`. */
export const ratio = value => `${value.toFixed(value < 10 ? 1 : 0)}×`;

const counts = new Intl.NumberFormat('en');

export const count = value => value === undefined || value === null ? '' : counts.format(value);

/** In English. */
export const plural = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

/** Up to two minutes seconds tell more than minutes do, up to three hours minutes, up to three days hours. */
function unitOf(seconds) {
  if (seconds < 2 * MINUTE) {
    return ['second', 1];
  }
  if (seconds < 3 * HOUR) {
    return ['minute', MINUTE];
  }
  return seconds < 3 * DAY ? ['hour', HOUR] : ['day', DAY];
}

/**
 * Spans and times of a language.
 *
 * @param units the names of `second`, `minute`, `hour` and `day` as they follow a number
 * @param to stands between the ends of a range
 */
export function spans({units, to, locale}) {
  const time = new Intl.DateTimeFormat(locale, {dateStyle: 'medium', timeStyle: 'medium'});
  const clock = new Intl.DateTimeFormat(locale, {timeStyle: 'medium'});
  return {
    /** What has passed at least. */
    passed(milliseconds) {
      const seconds = Math.floor(milliseconds / 1000);
      const [unit, size] = unitOf(seconds);
      return Math.floor(seconds / size) + units[unit];
    },
    /** How old something is that is meant to be new: to a tenth of a second. */
    age: milliseconds => milliseconds < 10_000
      ? (Math.floor(milliseconds / 100) / 10).toFixed(1) + units.second
      : Math.floor(milliseconds / 1000) < 2 * MINUTE
        ? Math.floor(milliseconds / 1000) + units.second
        : Math.floor(milliseconds / 60_000) < 180
          ? Math.floor(milliseconds / 60_000) + units.minute
          : Math.floor(milliseconds / 3_600_000) + units.hour,
    /** Wider than the range rather than narrower. */
    range({low, high}) {
      const [unit, size] = unitOf(high);
      const least = Math.floor(low / size);
      const most = Math.ceil(high / size);
      return (least === most ? '' : least + to) + most + units[unit];
    },
    duration: seconds => seconds < 120 ? `${Number(seconds.toFixed(1))}${units.second}` : longDuration(seconds, units),
    time: text => text ? time.format(new Date(text)) : '',
    clock: text => text ? clock.format(new Date(text)) : '',
  };
}

function longDuration(seconds, units) {
  const minutes = Math.round(seconds / MINUTE);
  const hours = Math.floor(minutes / 60);
  return hours ? `${hours}${units.hour} ${minutes % 60}${units.minute}` : `${minutes}${units.minute}`;
}
