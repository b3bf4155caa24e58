import { CircleCheckIcon, CircleDotIcon, InfoIcon } from "@/components/ui/icons";
import type { RetryLine } from "./retry-line";
import type { RetryOutcome } from "./use-retries";

/** How far it is, and what each came to. */
export function RetryResults({
  lines,
  results,
}: {
  lines: readonly RetryLine[];
  results: Readonly<Record<string, RetryOutcome>>;
}) {
  const outcomes = Object.values(results);
  return (
    <div className="grid gap-3">
      <progress
        value={outcomes.length}
        max={lines.length}
        className="h-1.5 w-full accent-primary"
        aria-label="Retries gone through"
      />
      <p aria-live="polite">{resultWords(lines.length, outcomes)}</p>
      <ul className="grid gap-1.5">
        {lines.map((line) => (
          <li key={line.originalId} className="flex items-start justify-between gap-4">
            <span>
              {line.policyNumber} <span className="figures text-muted-foreground text-xs">{line.amount}</span>
            </span>
            <Outcome outcome={results[line.originalId]} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How many were asked for, made and collected, and of how many nobody knows. */
export function resultWords(asked: number, outcomes: readonly RetryOutcome[]): string {
  const unknown = madeCount(outcomes, "unknown");
  const collected = outcomes.filter(({ good }) => good).length;
  const known = `${madeCount(outcomes, "yes")} of ${asked} made, ${collected} collected`;
  return unknown === 0 ? known : `${known}, ${unknown} unknown`;
}

/** That they were retried, as far as they were: nothing is said to be done that was refused, or that nobody knows of. */
export function doneTitle(
  lines: readonly RetryLine[],
  outcomes: readonly RetryOutcome[],
  total: string,
): string {
  const [made, unknown] = [madeCount(outcomes, "yes"), madeCount(outcomes, "unknown")];
  const what = lines.length === 1 ? total : `${lines.length} premiums`;
  if (made === lines.length) return `Retried ${what}`;
  if (made > 0) return `Retried ${made} of ${what}`;
  return unknown > 0
    ? `Not known whether ${what} ${lines.length === 1 ? "was" : "were"} retried`
    : "Nothing was retried";
}

function madeCount(outcomes: readonly RetryOutcome[], whether: RetryOutcome["made"]): number {
  return outcomes.filter(({ made }) => made === whether).length;
}

function Outcome({ outcome }: { outcome: RetryOutcome | undefined }) {
  const Icon = outcome ? (outcome.good ? CircleCheckIcon : InfoIcon) : CircleDotIcon;
  return (
    <span
      className={`inline-flex max-w-60 items-start gap-1.5 text-right ${outcome?.good ? "text-positive" : "text-muted-foreground"}`}
    >
      <Icon className="mt-0.5 size-4 shrink-0" />
      {outcome?.words ?? "Waiting"}
    </span>
  );
}
