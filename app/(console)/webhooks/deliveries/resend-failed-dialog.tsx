"use client";

import { useState } from "react";
import { previewResendFailedAction, resendFailedAction } from "@/app/(console)/webhooks/actions";
import { ActionForm } from "@/components/forms/action-form";
import type { ActionInput, ActionResult } from "@/components/forms/action-result";
import { SelectInput, TextInput } from "@/components/forms/inputs";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useReader } from "@/components/ui/reader-context";
import { Select } from "@/components/ui/select";
import { deliveriesText } from "@/components/webhooks/count-text";
import { endpointName } from "@/components/webhooks/endpoints/endpoint-name";
import { formatNumber } from "@/lib/money/format";
import type { EndpointChoice } from "@/lib/webhooks/endpoints/endpoint-choices";
import { RESEND_DELIVERIES_MAX } from "@/lib/webhooks/limits";
import { SINCE_OPTIONS, type Since, sinceInstant } from "./resend-since";

const FORM = "resend-failed";
/** What the server refuses beside the field. */
const NO_TIME = new Date(Number.NaN);
const SINCE_DEFAULT: Since = "24";

type Chosen = ActionInput<typeof previewResendFailedAction>;

/** How many a choice takes. */
interface Previewed {
  chosen: ActionInput<typeof resendFailedAction>;
  count: number;
}

/** Which failed deliveries, how many those are, and then what became of them. */
export default function ResendFailedDialog({
  endpoints,
  endpointId,
  onClose,
}: {
  endpoints: readonly EndpointChoice[];
  endpointId: string | null;
  onClose: () => void;
}) {
  const [since, setSince] = useState<Since>(SINCE_DEFAULT);
  const [previewed, setPreviewed] = useState<Previewed | null>(null);
  const [done, setDone] = useState<{ resent: number; left: number } | null>(null);
  const preview = useAction(previewOf, setPreviewed);
  const resend = useAction(resendFailedAction, setDone, { changes: ["delivery"] });
  const { locale } = useReader();
  if (done) return <Result {...done} onClose={onClose} />;
  const takes = previewed && Math.min(previewed.count, RESEND_DELIVERIES_MAX);
  return (
    <Dialog
      open
      onClose={onClose}
      title="Send all failed again"
      description="Each with its own id and content, oldest first. What is delivered or still being tried is left alone."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {previewed && takes ? (
            <Button variant="primary" pending={resend.pending} onClick={() => resend.run(previewed.chosen)}>
              Send {deliveriesText(takes, locale)} again
            </Button>
          ) : (
            <Button type="submit" form={FORM} variant="primary" pending={preview.pending}>
              Show how many
            </Button>
          )}
        </>
      }
    >
      <ActionForm
        id={FORM}
        form={{
          ...preview,
          problem: preview.problem ?? resend.problem,
          // What was counted was counted for other choices.
          edited: (fieldId) => {
            setPreviewed(null);
            preview.edited(fieldId);
          },
        }}
        read={(data) => ({
          endpointId: textIn(data, "endpointId") || null,
          since: sinceInstant(since, textIn(data, "at"), new Date()) ?? NO_TIME,
        })}
      >
        <Field id="endpointId" label="Of">
          {(field) => (
            <SelectInput {...field} name="endpointId" defaultValue={endpointId ?? ""}>
              <option value="">All endpoints</option>
              {endpoints.map(({ id, url }) => (
                <option key={id} value={id}>
                  {endpointName(url)}
                </option>
              ))}
            </SelectInput>
          )}
        </Field>
        <Field id="since" label="That happened" error={since === "at" ? undefined : preview.errorOf("since")}>
          {(field) => (
            <Select {...field} value={since} onChange={(event) => setSince(event.target.value as Since)}>
              {SINCE_OPTIONS.map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {since === "at" && (
          <Field id="at" label="Since" hint="In your own time zone." error={preview.errorOf("since", "at")}>
            {(field) => <TextInput {...field} name="at" type="datetime-local" className="max-w-60" />}
          </Field>
        )}
        {previewed && <Preview count={previewed.count} />}
      </ActionForm>
    </Dialog>
  );
}

async function previewOf(chosen: Chosen): Promise<ActionResult<Previewed>> {
  const result = await previewResendFailedAction(chosen);
  if (!result.ok) return result;
  const { count, countedAt } = result.value;
  return { ok: true, value: { chosen: { ...chosen, countedAt }, count } };
}

function Preview({ count }: { count: number }) {
  const { locale } = useReader();
  if (count === 0)
    return <Notice title="Nothing failed there">Choose a longer time, or another endpoint.</Notice>;
  if (count > RESEND_DELIVERIES_MAX) {
    const limit = formatNumber(RESEND_DELIVERIES_MAX, locale);
    return (
      <Notice tone="caution" title={`More than ${limit} deliveries failed`}>
        The oldest {limit} are sent now; ask again for the rest.
      </Notice>
    );
  }
  return (
    <Notice title={`${deliveriesText(count, locale)} will be sent again`}>
      Those of a paused endpoint wait until it is resumed.
    </Notice>
  );
}

function Result({ resent, left, onClose }: { resent: number; left: number; onClose: () => void }) {
  const { locale } = useReader();
  return (
    <Dialog
      open
      onClose={onClose}
      title="Send all failed again"
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <Notice
        tone={resent > 0 ? "positive" : "notice"}
        title={`${deliveriesText(resent, locale)} on the way`}
      >
        {resent > 0
          ? "What became of each shows in the list."
          : "Somebody else has sent them again in the meantime."}
        {left > 0 &&
          ` ${left > RESEND_DELIVERIES_MAX ? "Very many" : formatNumber(left, locale)} are left: ask again.`}
      </Notice>
    </Dialog>
  );
}
