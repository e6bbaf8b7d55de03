// The clock: the wall minute in London now. The phone's pair of search/wall.py; moments that
// somebody wrote are read by pwa/views/reading.py, on both sides.

const DAY = 1440;
const HOUR = 60;
const MINUTE = 60_000;
const MARCH = 2;
const OCTOBER = 9;

/** 1:00 UTC on the last Sunday of a month with 31 days, in milliseconds. */
function changed(year, month) {
  const last = new Date(Date.UTC(year, month, 31, 1));
  return last.getTime() - last.getUTCDay() * DAY * MINUTE;
}

/** The wall minute in London (day * 1440 + minute of the day) at an instant in milliseconds. Right since 1996,
 * when summer time got its rule; no edition covers an earlier day, so before it nothing is said to be open. */
export function minute_at(instant) {
  const year = new Date(instant).getUTCFullYear();
  const summer = changed(year, MARCH) <= instant && instant < changed(year, OCTOBER);
  return Math.floor(instant / MINUTE) + (summer ? HOUR : 0);
}

/** The wall minute in London now. */
export function now_minute() {
  return minute_at(Date.now());
}
