/** By when something is to be done, and whether that is over. */
export interface Deadline {
  at: Date;
  isPast: boolean;
}

/** A deadline as it stands at a moment; null where there is none. */
export function deadlineAt(at: Date | null, now: Date): Deadline | null {
  return at && { at, isPast: at <= now };
}
