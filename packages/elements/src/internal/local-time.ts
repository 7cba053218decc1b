const formats = new Map<string, Intl.DateTimeFormat>();
const format = (language: string, timeZone: string, options: Intl.DateTimeFormatOptions) => {
  const key = `${language} ${timeZone} ${options.weekday ?? ''} ${options.year ?? ''}`;
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(language, { ...options, timeZone })));
  return made;
};

const clock = { hour: 'numeric', minute: '2-digit' } as const;
const full = { ...clock, year: 'numeric', month: 'numeric', day: 'numeric', hourCycle: 'h23' } as const;

/** Minutes that the clocks of a time zone are ahead of UTC at this moment. */
const ahead = (timeZone: string, now: Date) => {
  const parts = Object.fromEntries(
    format('en', timeZone, full)
      .formatToParts(now)
      .map(({ type, value }) => [type, +value]),
  );
  const there = Date.UTC(parts.year!, parts.month! - 1, parts.day, parts.hour, parts.minute);
  return Math.round(there / 60_000) - Math.floor(now.getTime() / 60_000);
};

/**
 * The time of day in a time zone, with the weekday where that is another one than here, and how many minutes its clocks
 * are ahead of those of this machine. Nothing for a zone that the browser does not know.
 */
export function localTime(timeZone: string, language: string, now = new Date()) {
  try {
    const minutes = ahead(timeZone, now) + now.getTimezoneOffset();
    const there = new Date(now.getTime() + minutes * 60_000);
    const options = there.getDay() === now.getDay() ? clock : ({ ...clock, weekday: 'short' } as const);
    return { time: format(language, timeZone, options).format(now), ahead: minutes };
  } catch {
    return undefined;
  }
}

/** "45 min", "1 h", "5 h 30": the same in both languages. */
export const duration = (minutes: number) => {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (!hours) return `${rest}\u00a0min`;
  return rest ? `${hours}\u00a0h\u00a0${rest}` : `${hours}\u00a0h`;
};

/** The day it is where the viewer is. */
export function today(now = new Date()): string {
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
