"use client";

import { sendEvidence } from "@/app/(console)/payments/[id]/actions";
import { FormDialog } from "@/components/forms/form-dialog";
import { CheckboxInput, TextareaInput } from "@/components/forms/inputs";
import { useAction } from "@/components/forms/use-action";
import { isTicked, textIn } from "@/components/forms/values";
import { CheckboxField } from "@/components/ui/checkbox";
import { Field, FieldError } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { useRefusable } from "./use-refusable";

export interface EvidenceDialogProps {
  id: string;
  /** The provider's name of the dispute. */
  dispute: string;
  /** Until when it is taken, in words; null where nobody said. */
  respondBy: string | null;
  /** The same form sent twice, after a reload too, sends evidence once. */
  idempotencyKey: string;
  open: boolean;
  onClose: () => void;
}

const FIELDS = [
  { name: "explanation", label: "Why the payment was right", hint: "In plain words, for the bank.", rows: 4 },
  { name: "sold", label: "What was sold", rows: 2, optional: true },
  {
    name: "receipt",
    label: "Receipt",
    hint: "As text: its number, date and lines.",
    rows: 2,
    optional: true,
  },
  {
    name: "communication",
    label: "What you and the customer wrote",
    hint: "As text, with dates.",
    rows: 3,
    optional: true,
  },
] as const;

/** Answers a dispute, after the person has said that they know it can be done once. */
export default function EvidenceDialog({
  id,
  dispute,
  respondBy,
  open,
  onClose,
  ...props
}: EvidenceDialogProps) {
  const { idempotencyKey, send } = useRefusable(sendEvidence, props.idempotencyKey, REFUSED);
  const form = useAction(
    send,
    (outcome) => {
      onClose();
      toast(...announcement(outcome));
    },
    { changes: ["payment"] },
  );
  const sureError = form.errorOf("sure", "evidence-sure");
  return (
    <FormDialog
      form={form}
      read={(values) => {
        const [explanation, sold] = [textIn(values, "explanation"), textIn(values, "sold")];
        const [receipt, communication] = [textIn(values, "receipt"), textIn(values, "communication")];
        const said = { explanation, sold, receipt, communication, sure: isTicked(values, "sure") };
        return { id, dispute, idempotencyKey, ...said };
      }}
      open={open}
      onClose={onClose}
      title="Send evidence"
      description={
        respondBy
          ? `The bank takes it until ${respondBy}, and once. It decides by what you send here.`
          : "The bank takes it once, and decides by what you send here. Until when was not told."
      }
      submitLabel="Send it for good"
    >
      {FIELDS.map(({ name, label, rows, ...field }) => (
        <Field
          key={name}
          id={`evidence-${name}`}
          label={label}
          optional={"optional" in field}
          hint={"hint" in field ? field.hint : undefined}
          error={form.errorOf(name, `evidence-${name}`)}
        >
          {(control) => <TextareaInput {...control} name={name} rows={rows} maxLength={5_000} />}
        </Field>
      ))}
      <div className="grid gap-1">
        <CheckboxField
          htmlFor="evidence-sure"
          label="I know that evidence can be sent only once"
          control={
            <CheckboxInput
              id="evidence-sure"
              name="sure"
              {...(sureError && { "aria-invalid": true, "aria-describedby": "evidence-sure-error" })}
            />
          }
        />
        <FieldError id="evidence-sure-error">{sureError}</FieldError>
      </div>
    </FormDialog>
  );
}

const REFUSED = "The provider did not take the evidence. Its history says why.";

function announcement(outcome: "sent" | "unknown" | "replayed"): Parameters<typeof toast> {
  switch (outcome) {
    case "sent":
      return ["Evidence sent"];
    case "replayed":
      return [
        "This evidence was sent before",
        { tone: "neutral", detail: "The payment’s history says how it ended." },
      ];
    case "unknown":
      return [
        "The provider has not answered yet",
        { tone: "neutral", detail: "The evidence is being looked up; the history will say how it ended." },
      ];
  }
}
