"use client";

import { useState } from "react";
import type { ReferralOffer } from "@/components/referrals/referral-offer";
import { Combobox, TwoLines } from "@/components/ui/combobox";
import type { FieldControl } from "@/components/ui/field";
import { useFound } from "@/components/ui/use-found";
import { isolated } from "@/lib/text/isolated";

/** Finds a referral while any of its identifiers is typed. */
export function ReferralPicker({
  control,
  onChoose,
}: {
  control: FieldControl;
  onChoose: (referral: ReferralOffer) => void;
}) {
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const address = `/referrals/search?${new URLSearchParams({ q: text.trim() })}`;
  const { state, items } = useFound<ReferralOffer>(open ? address : null);
  return (
    <Combobox
      control={control}
      label="Referrals"
      placeholder="E-mail, the customer’s id, subscription or id"
      text={text}
      onText={setText}
      open={open}
      onOpen={setOpen}
      message={messageFor(state, items.length)}
      choices={items.map((referral) => ({
        key: referral.id,
        content: <TwoLines name={referral.label} more={detailsOf(referral)} />,
        take: () => onChoose(referral),
      }))}
    />
  );
}

function detailsOf({ uid, partnerName, refusals }: ReferralOffer): string {
  return [uid, `by ${isolated(partnerName)}`, refusals[0]].filter(Boolean).join(" · ");
}

function messageFor(state: string, count: number): string {
  if (state === "searching") return "Looking";
  if (state === "failed") return "The referrals could not be read. Type on to try again.";
  return count > 0 ? "" : "No referral fits";
}
