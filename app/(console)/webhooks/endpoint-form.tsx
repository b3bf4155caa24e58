"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { FieldValues } from "react-hook-form";
import { ActionForm } from "@/components/forms/action-form";
import { useAction } from "@/components/forms/use-action";
import { listIn, textIn } from "@/components/forms/values";
import { Button, ButtonLink } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { EndpointFields, type EndpointValues } from "@/components/webhooks/endpoints/endpoint-fields";
import type { ChoosableGroup } from "@/components/webhooks/endpoints/event-choice";
import { SecretDialog } from "@/components/webhooks/secret-dialog";
import { newId } from "@/lib/ids";
import type { MerchantChoice } from "@/lib/merchants/merchant-choices";
import { createEndpointAction, type ShownSecret, updateEndpointAction } from "./actions";

export interface FormOptions {
  groups: readonly ChoosableGroup[];
  merchants: readonly MerchantChoice[];
}

const EMPTY: EndpointValues = { url: "", description: "", eventTypes: null, merchantId: null };

/** Makes an endpoint, then shows its secret; closing that leads to the endpoint. */
export function NewEndpointForm(options: FormOptions) {
  // Minted with the form: however often it is sent, it makes one endpoint.
  const [id] = useState(newId);
  const [made, setMade] = useState<ShownSecret | null>(null);
  const router = useRouter();
  const form = useAction(createEndpointAction, setMade, {
    changes: ["endpoint"],
    schema: () => import("@/lib/webhooks/endpoints/schemas").then(({ CreateEndpoint }) => CreateEndpoint),
  });
  return (
    <ActionForm
      form={form}
      read={(data) => endpointIn(data, id)}
      defaultValues={{ eventTypes: [] }}
      className="gap-6"
    >
      <EndpointFields form={form} values={EMPTY} {...options} />
      <Buttons cancelHref="/webhooks" label="Add the endpoint" pending={form.pending} />
      {made && (
        <SecretDialog
          title="The endpoint is added"
          secret={made.secret}
          onClose={() => router.push(made.endpointHref)}
        />
      )}
    </ActionForm>
  );
}

export function EditEndpointForm({
  id,
  href,
  values,
  seen: shown,
  ...options
}: FormOptions & {
  id: string;
  href: string;
  values: EndpointValues;
  /** How the endpoint stands, as `values` say. */
  seen: string;
}) {
  const router = useRouter();
  // As it was when the form began with it: what the page has read since was never typed over.
  const [seen] = useState(shown);
  const form = useAction(
    updateEndpointAction,
    (to) => {
      toast("The endpoint is saved");
      router.push(to);
    },
    {
      changes: ["endpoint"],
      schema: () => import("@/lib/webhooks/endpoints/schemas").then(({ UpdateEndpoint }) => UpdateEndpoint),
    },
  );
  return (
    <ActionForm
      form={form}
      read={(data) => ({ ...endpointIn(data, id), seen })}
      defaultValues={{ eventTypes: values.eventTypes ?? [] }}
      className="gap-6"
    >
      <EndpointFields form={form} values={values} {...options} />
      <Buttons cancelHref={href} label="Save the endpoint" pending={form.pending} />
    </ActionForm>
  );
}

function Buttons({ cancelHref, label, pending }: { cancelHref: string; label: string; pending: boolean }) {
  return (
    <div className="flex justify-end gap-2 border-t pt-4">
      <ButtonLink href={cancelHref}>Cancel</ButtonLink>
      <Button type="submit" variant="primary" pending={pending}>
        {label}
      </Button>
    </div>
  );
}

function endpointIn(data: FieldValues, id: string) {
  return {
    id,
    url: textIn(data, "url"),
    description: textIn(data, "description"),
    eventTypes: textIn(data, "events") === "all" ? null : listIn(data, "eventTypes"),
    merchantId: textIn(data, "merchantId") || null,
  };
}
