"use client";

import { useState } from "react";
import { RadioInput, SelectInput, TextInput } from "@/components/forms/inputs";
import { MerchantOptions } from "@/components/forms/merchant-options";
import type { ActionState } from "@/components/forms/use-action";
import { CheckboxField } from "@/components/ui/checkbox";
import { Field, FieldError } from "@/components/ui/field";
import type { MerchantChoice } from "@/lib/merchants/merchant-choices";
import { ENDPOINT_DESCRIPTION_CHARACTERS_MAX } from "@/lib/webhooks/limits";
import { type ChoosableGroup, EventChoice } from "./event-choice";

/** What an endpoint's form begins with. */
export interface EndpointValues {
  url: string;
  description: string;
  eventTypes: readonly string[] | null;
  merchantId: string | null;
}

export function EndpointFields({
  form,
  values,
  groups,
  merchants,
}: {
  form: Pick<ActionState<unknown>, "errorOf">;
  values: EndpointValues;
  groups: readonly ChoosableGroup[];
  merchants: readonly MerchantChoice[];
}) {
  const [some, setSome] = useState(values.eventTypes !== null);
  const error = some ? form.errorOf("eventTypes") : undefined;
  return (
    <>
      <Field
        id="url"
        label="Address"
        hint="An https address of your own that takes a POST. It must be reachable from the internet."
        error={form.errorOf("url")}
      >
        {(field) => (
          <TextInput
            {...field}
            name="url"
            type="url"
            defaultValue={values.url}
            placeholder="https://example.com/webhooks"
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      <Field
        id="description"
        label="Description"
        hint="What listens there."
        optional
        error={form.errorOf("description")}
      >
        {(field) => (
          <TextInput
            {...field}
            name="description"
            defaultValue={values.description}
            maxLength={ENDPOINT_DESCRIPTION_CHARACTERS_MAX}
            autoComplete="off"
          />
        )}
      </Field>
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 font-medium">Events</legend>
        {[false, true].map((each) => (
          <CheckboxField
            key={String(each)}
            htmlFor={each ? "events-some" : "events-all"}
            label={each ? "Only some" : "All of them"}
            hint={each ? "What is not chosen is never sent." : "Also those that are added later."}
            control={
              <RadioInput
                id={each ? "events-some" : "events-all"}
                name="events"
                value={each ? "some" : "all"}
                checked={some === each}
                onChange={() => setSome(each)}
              />
            }
          />
        ))}
        <FieldError id="eventTypes-error">{error}</FieldError>
        {some && <EventChoice groups={groups} describedBy={error && "eventTypes-error"} />}
      </fieldset>
      <Field
        id="merchantId"
        label="Of"
        hint={
          values.url === ""
            ? "An endpoint for one merchant hears nothing of the others."
            : "An endpoint for one merchant hears nothing of the others, and what waits of them is given up. The secret stays: rotate it where another merchant's receiver knows it."
        }
        error={form.errorOf("merchantId")}
        className="max-w-sm"
      >
        {(field) => (
          <SelectInput {...field} name="merchantId" defaultValue={values.merchantId ?? ""}>
            <MerchantOptions merchants={merchants} all />
          </SelectInput>
        )}
      </Field>
    </>
  );
}
