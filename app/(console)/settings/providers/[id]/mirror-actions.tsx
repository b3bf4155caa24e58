"use client";

import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { SelectInput, TextInput } from "@/components/forms/inputs";
import { MerchantOptions } from "@/components/forms/merchant-options";
import { useAction } from "@/components/forms/use-action";
import { useAsPressed } from "@/components/forms/use-as-pressed";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import type { MerchantChoice } from "@/lib/merchants/merchant-choices";
import { pauseMirrorAction, turnOnMirrorAction } from "../actions";

interface MirrorStep {
  id: string;
  /** Null where it was never turned on. */
  mirror: { paused: boolean; from: string } | null;
  /** Whose payments they may be, where that is still to be said. */
  merchants: readonly MerchantChoice[];
}

/** Turns the mirror on, pauses it, lets it go on, or has it begin on another day. */
export function MirrorActions(step: MirrorStep) {
  const [asked, setAsked] = useState(false);
  return (
    <div className="flex flex-wrap gap-2">
      {step.mirror && <Pause id={step.id} paused={step.mirror.paused} />}
      <Button variant={step.mirror ? "secondary" : "primary"} onClick={() => setAsked(true)}>
        {step.mirror ? "Begin on another day…" : "Turn it on…"}
      </Button>
      {asked && <TurnOn {...step} onClose={() => setAsked(false)} />}
    </div>
  );
}

function Pause({ id, ...mirror }: { id: string; paused: boolean }) {
  const form = useAction(
    pauseMirrorAction,
    (now) => toast(now.paused ? "The account is not read any more" : "The account is read again"),
    { changes: ["connection"], onProblem: (message) => toast(message, { tone: "negative" }) },
  );
  const paused = useAsPressed(mirror.paused, form);
  return (
    <Button pending={form.pending} onClick={() => form.run({ id, paused: !paused })}>
      {paused ? "Go on" : "Pause"}
    </Button>
  );
}

function TurnOn({ id, mirror, merchants, onClose }: MirrorStep & { onClose: () => void }) {
  const form = useAction(
    turnOnMirrorAction,
    () => {
      onClose();
      toast("The account is being read");
    },
    { changes: ["connection"] },
  );
  return (
    <FormDialog
      form={form}
      read={(data) => ({
        id,
        from: textIn(data, "from"),
        merchantId: textIn(data, "merchantId") || null,
      })}
      onClose={onClose}
      title={mirror ? "Begin on another day" : "Turn the mirror on"}
      description="The provider is asked at once whether the key may read it all. Nothing is changed at the provider, and what was made earlier comes along where it is refunded or disputed later."
      submitLabel={mirror ? "Read from that day" : "Turn it on"}
    >
      <Field
        id="from"
        label="From"
        hint="What was made at the account from the beginning of this day, UTC."
        error={form.errorOf("from")}
      >
        {(field) => <TextInput {...field} name="from" type="date" defaultValue={mirror?.from} autoFocus />}
      </Field>
      {merchants.length > 0 && (
        <Field
          id="merchantId"
          label="Payments of"
          hint="The connection is for all merchants; the account’s own payments are of one."
          error={form.errorOf("merchantId")}
        >
          {(field) => (
            <SelectInput {...field} name="merchantId" defaultValue={merchants[0]?.id}>
              <MerchantOptions merchants={merchants} />
            </SelectInput>
          )}
        </Field>
      )}
    </FormDialog>
  );
}
