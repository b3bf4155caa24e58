let at: Date | null = null;

/**
 * Has a schema judge in the time of one request, so that it is made once and not for each request: `judge` is synchronous,
 * and nobody else's judging comes between.
 */
export function judgedAt<Judged>(now: Date, judge: () => Judged): Judged {
  const before = at;
  at = now;
  try {
    return judge();
  } finally {
    at = before;
  }
}

/** The time that a schema judges in. Throws outside `judgedAt`, where it would be anybody's. */
export function judgingTime(): Date {
  if (!at) throw new Error("what judges by the time is asked inside judgedAt");
  return at;
}
