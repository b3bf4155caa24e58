"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormDialog } from "@/components/forms/form-dialog";
import { SelectInput, TextInput } from "@/components/forms/inputs";
import { MerchantOptions } from "@/components/forms/merchant-options";
import { useAction } from "@/components/forms/use-action";
import { textIn } from "@/components/forms/values";
import { ModeBadge } from "@/components/providers/mode-badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { PlusIcon } from "@/components/ui/icons";
import type { Connected } from "@/lib/connections/connect-provider";
import type { ProviderChoice } from "@/lib/connections/provider-choices";
import { newId, spellId } from "@/lib/ids";
import type { MerchantChoice } from "@/lib/merchants/merchant-choices";
import { connectProviderAction } from "./actions";
import { Checklist } from "./checklist";
import { CredentialFields, credentialsIn } from "./credential-fields";

interface ConnectOptions {
  providers: readonly ProviderChoice[];
  merchants: readonly MerchantChoice[];
}

export function ConnectProvider(options: ConnectOptions) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <PlusIcon /> Connect a provider
      </Button>
      {open && <ConnectDialog {...options} onClose={() => setOpen(false)} />}
    </>
  );
}

function ConnectDialog({ providers, merchants, onClose }: ConnectOptions & { onClose: () => void }) {
  // Minted with the form: however often it is sent, it makes one connection.
  const [id] = useState(newId);
  const [chosen, setChosen] = useState(providers[0]?.name ?? "");
  const [made, setMade] = useState<Connected | null>(null);
  const form = useAction(connectProviderAction, setMade, { changes: ["connection"] });
  const fields = providers.find(({ name }) => name === chosen)?.credentials ?? [];
  if (made) return <ConnectedDialog made={made} onClose={onClose} />;
  return (
    <FormDialog
      form={form}
      read={(data) => ({
        id,
        provider: chosen,
        name: textIn(data, "name"),
        merchantId: textIn(data, "merchantId") || null,
        credentials: credentialsIn(data, fields),
      })}
      onClose={onClose}
      title="Connect a provider"
      description="The provider is asked whether the key may do what is needed. No money is moved, and no payment goes there until a route leads to it."
      submitLabel="Check and connect"
    >
      <Field id="provider" label="Provider" error={form.errorOf("provider")}>
        {(field) => (
          <SelectInput
            {...field}
            name="provider"
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
          >
            {providers.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </SelectInput>
        )}
      </Field>
      <Field
        id="name"
        label="Name"
        hint="How your colleagues tell this account from others."
        error={form.errorOf("name")}
      >
        {(field) => <TextInput {...field} name="name" autoComplete="off" maxLength={100} autoFocus />}
      </Field>
      <Field id="merchantId" label="For" error={form.errorOf("merchantId")}>
        {(field) => (
          <SelectInput {...field} name="merchantId" defaultValue="">
            <MerchantOptions merchants={merchants} all />
          </SelectInput>
        )}
      </Field>
      <CredentialFields fields={fields} errorOf={form.errorOf} />
    </FormDialog>
  );
}

function ConnectedDialog({ made, onClose }: { made: Connected; onClose: () => void }) {
  const router = useRouter();
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        <span className="flex items-center gap-2">
          Connected <ModeBadge live={made.live} />
        </span>
      }
      description="Next: let its messages in, and lead payments to it."
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button
            variant="primary"
            onClick={() => router.push(`/settings/providers/${spellId("con", made.id)}`)}
          >
            Open the connection
          </Button>
        </>
      }
    >
      <Checklist items={made.items} currencies={made.currencies} />
    </Dialog>
  );
}
