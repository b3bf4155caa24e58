"use client";

import type { ReferralOffer } from "@/components/referrals/referral-offer";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { XIcon } from "@/components/ui/icons";
import { isolated } from "@/lib/text/isolated";

/** The referral a form is about, and the way to choose another. */
export function ChosenReferral({
  referral,
  problem,
  onRemove,
}: {
  referral: ReferralOffer;
  problem: string | undefined;
  onRemove: () => void;
}) {
  const [refusal] = referral.refusals;
  return (
    <div className="grid gap-1.5">
      <p className="font-medium">Who paid</p>
      <div className="flex items-center gap-3 rounded-md border bg-muted/60 py-1.5 pr-1.5 pl-3">
        <p className="min-w-0 flex-1">
          <span className="block truncate font-medium">{referral.label}</span>
          <span className="block truncate text-muted-foreground text-xs">
            by {isolated(referral.partnerName)}
          </span>
        </p>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Choose another than ${isolated(referral.label)}`}
          onClick={onRemove}
        >
          <XIcon />
        </Button>
      </div>
      <FieldError>{problem ?? (refusal && `This referral ${refusal}: it takes no payment.`)}</FieldError>
    </div>
  );
}
