import { CircleCheckIcon, CircleDotIcon, InfoIcon } from "@/components/ui/icons";
import type { RetryLine } from "./retry-line";
import { type RetryOutcome, resultWords } from "./retry-outcome";

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
