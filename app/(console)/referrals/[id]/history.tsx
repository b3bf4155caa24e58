import { StateBadge } from "@/components/referrals/state-badge";
import { Time } from "@/components/ui/time";
import type { StateStep } from "@/lib/referrals/referrals/read-history";
import type { ReferralState } from "@/lib/referrals/referrals/states";
import { isolated } from "@/lib/text/isolated";

/** Every state an object has been in, newest first: since when, by whom and why. */
export function ReferralHistory({ steps }: { steps: readonly StateStep[] }) {
  return (
    <ol className="grid gap-3">
      {steps.map((step) => (
        <li key={step.at.toISOString() + step.to} className="grid gap-0.5">
          <div className="flex flex-wrap items-center gap-2">
            <StateBadge state={step.to as ReferralState} />
            <span className="text-muted-foreground text-xs">
              <Time at={step.at} />
            </span>
          </div>
          <p className="text-muted-foreground text-xs">
            {isolated(step.actorLabel)}
            {step.reason && `: ${step.reason}`}
          </p>
        </li>
      ))}
    </ol>
  );
}
