// The clock: the wall minute in London now. The phone's pair of search/wall.py; moments that
// somebody wrote are read by pwa/views/reading.py, on both sides.

const DAY = 1440;
const HOUR = 60;
const MINUTE = 60_000;

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
});

/** The wall minute in London (day * 1440 + minute of the day) at an instant in milliseconds. */
export function minute_at(instant) {
  const shown = {};
  for (const { type, value } of clock.formatToParts(instant)) shown[type] = Number(value);
  const days = Date.UTC(shown.year, shown.month - 1, shown.day) / MINUTE / DAY;
  return days * DAY + shown.hour * HOUR + shown.minute;
}

/** The wall minute in London now. */
export function now_minute() {
  return minute_at(Date.now());
}
