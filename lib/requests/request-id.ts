const TIME_HEX_DIGITS = 12;

/** The least id a request of this moment or later can have: an id begins with its time in milliseconds. */
export function firstIdAt(moment: Date): string {
  const time = Math.max(0, moment.getTime()).toString(16).padStart(TIME_HEX_DIGITS, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}
