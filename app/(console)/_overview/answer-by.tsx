import { Time } from "@/components/ui/time";
import type { Deadline } from "@/lib/deadline";

interface Dated {
  deadline: Deadline;
  /** How many have none that was told. */
  undated: number;
}

/**
 * By when the first dispute is to be answered, or that it is too late for all whose time is known. Where it is
 * answered, here or at the provider, differs from one to the next: the payment's page says it.
 */
export function AnswerBy({ deadline: { at, isPast }, single, undated }: Dated & { single: boolean }) {
  const untold = `by when to answer ${undated === 1 ? "one of them" : `${undated} of them`} was not told`;
  if (!isPast)
    return (
      <>
        Answer {single ? "it" : "the first"} by <Time at={at} />
        {undated > 0 && `; ${untold}`}.
      </>
    );
  if (undated > 0)
    return (
      <>
        Look at the provider: {untold}. For all others the time has ended, for the last on <Time at={at} />.
      </>
    );
  return (
    <>
      The time to answer {single ? "it" : "the last"} ended on <Time at={at} />.
    </>
  );
}
