import type { WorkingHours } from '@parvis/contracts';

/** A Monday. */
const monday = Date.UTC(2024, 0, 1);
const dayLength = 86_400_000;

export const dayName = (day: number, language: string, width: 'short' | 'long' = 'short'): string =>
  new Intl.DateTimeFormat(language, { weekday: width, timeZone: 'UTC' }).format(
    new Date(monday + (day - 1) * dayLength),
  );

/** "Mon – Fri", "Mon, Tue, Thu", "every day". */
export function daysOf(days: readonly number[], language: string, daily: string): string {
  const sorted = [...days].sort((one, other) => one - other);
  const [first = 1, last = 1] = [sorted[0], sorted.at(-1)];
  if (sorted.length === 7) return daily;
  if (sorted.length > 2 && last - first === sorted.length - 1)
    return `${dayName(first, language)} – ${dayName(last, language)}`;
  return sorted.map((day) => dayName(day, language)).join(', ');
}

const clock = (time: string, language: string): string =>
  new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
    new Date(`2024-01-01T${time}:00Z`),
  );

export const hoursWords = ({ from, until }: WorkingHours, language: string): string =>
  `${clock(from, language)} – ${clock(until, language)}`;

/** Whether it is within these hours in a time zone; nothing for a zone that the browser does not know. */
export function hoursNow({ days, from, until }: WorkingHours, timeZone: string, now = new Date()): boolean | undefined {
  try {
    const parts = Object.fromEntries(
      new Intl.DateTimeFormat('en', {
        timeZone,
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      })
        .formatToParts(now)
        .map(({ type, value }) => [type, value]),
    );
    const today = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts['weekday']!) + 1;
    const time = `${parts['hour']}:${parts['minute']}`;
    if (from <= until) return days.includes(today) && time >= from && time < until;
    // They go on after midnight.
    const before = today === 1 ? 7 : today - 1;
    return (days.includes(today) && time >= from) || (days.includes(before) && time < until);
  } catch {
    return undefined;
  }
}
