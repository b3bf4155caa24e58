"use client";

import { useState } from "react";
import type { FieldValues } from "react-hook-form";
import { FormDialog } from "@/components/forms/form-dialog";
import { SelectInput, TextInput } from "@/components/forms/inputs";
import { MerchantOptions } from "@/components/forms/merchant-options";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PlusIcon } from "@/components/ui/icons";
import { toast } from "@/components/ui/toast";
import type { AddedRoute } from "@/lib/connections/schemas";
import { ROUTED_KINDS } from "@/lib/connectors/routed-kinds";
import { newId } from "@/lib/ids";
import type { MerchantChoice } from "@/lib/merchants/merchant-choices";
import { isolated } from "@/lib/text/isolated";
import { setRoutesAction } from "../actions";
import { KIND_WORDS } from "./route-words";

interface AddOptions {
  merchants: readonly MerchantChoice[];
  connections: readonly { id: string; name: string; live: boolean; merchantId: string | null }[];
  /** The routes of each list, as this page shows them. */
  seen: readonly { merchantId: string | null; ids: readonly string[] }[];
}

export function AddRoute(options: AddOptions) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <PlusIcon /> Add a route
      </Button>
      {open && <AddRouteDialog {...options} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Adds a route at the end of a list. Its order is changed in the list itself. */
function AddRouteDialog({ merchants, connections, seen, onClose }: AddOptions & { onClose: () => void }) {
  // Minted with the form, which keeps to the lists it was opened with: however often it is sent, it adds one route.
  const [id] = useState(newId);
  const [lists] = useState(seen);
  const form = useAction(
    setRoutesAction,
    () => {
      onClose();
      toast("The route is added");
    },
    { changes: ["connection"] },
  );
  return (
    <FormDialog
      form={form}
      read={(data) => routeIn(data, id, lists)}
      onClose={onClose}
      title="Add a route"
      description="It is tried after those that its list has already."
      submitLabel="Add the route"
    >
      <Field id="merchantId" label="Payments of" error={form.errorOf("merchantId")}>
        {(field) => (
          <SelectInput {...field} name="merchantId" defaultValue="" autoFocus>
            <MerchantOptions merchants={merchants} all />
          </SelectInput>
        )}
      </Field>
      <Field id="kind" label="Which" error={form.errorOf("added.kind")}>
        {(field) => (
          <SelectInput {...field} name="kind" defaultValue="checkout">
            {ROUTED_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {KIND_WORDS[kind]}
              </option>
            ))}
          </SelectInput>
        )}
      </Field>
      <Field
        id="currencies"
        label="Only in"
        hint="Such as EUR GBP. Leave it empty for every currency."
        optional
        error={form.errorOf("added.currencies")}
      >
        {(field) => <TextInput {...field} name="currencies" autoComplete="off" className="uppercase" />}
      </Field>
      <div className="grid grid-cols-2 items-start gap-4">
        <Field id="minimum" label="From" optional error={form.errorOf("added.minimum")}>
          {(field) => (
            <TextInput {...field} name="minimum" inputMode="decimal" autoComplete="off" className="figures" />
          )}
        </Field>
        <Field id="maximum" label="Up to" optional error={form.errorOf("added.maximum")}>
          {(field) => (
            <TextInput {...field} name="maximum" inputMode="decimal" autoComplete="off" className="figures" />
          )}
        </Field>
      </div>
      <Field id="connectionId" label="Go through" error={form.errorOf("added.connectionId")}>
        {(field) => (
          <SelectInput {...field} name="connectionId">
            {connections.map((connection) => (
              <option key={connection.id} value={connection.id}>
                {isolated(connection.name)} ({connection.live ? "live" : "test"})
              </option>
            ))}
          </SelectInput>
        )}
      </Field>
    </FormDialog>
  );
}

function routeIn(data: FieldValues, id: string, lists: AddOptions["seen"]) {
  const merchantId = textIn(data, "merchantId") || null;
  const seenIds = [...(lists.find((list) => list.merchantId === merchantId)?.ids ?? [])];
  const added = {
    ...{ id, kind: textIn<AddedRoute["kind"]>(data, "kind"), currencies: textIn(data, "currencies") },
    ...{ minimum: textIn(data, "minimum"), maximum: textIn(data, "maximum") },
    connectionId: textIn(data, "connectionId"),
  };
  return { merchantId, seenIds, order: [...seenIds, id], added };
}
