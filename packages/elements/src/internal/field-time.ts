/** A moment as a field for date and time has it: in the writer's own zone. */
export const fieldTime = (at: Date): string =>
  new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
