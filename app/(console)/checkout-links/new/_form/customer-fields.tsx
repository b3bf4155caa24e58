"use client";

import { lazy, Suspense, useState } from "react";
import { useController, useFormContext, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import { Field, FieldError } from "@/components/ui/field";
import { XIcon } from "@/components/ui/icons";
import { Switch } from "@/components/ui/switch";
import { isolated } from "@/lib/text/isolated";
import { CustomerPicker } from "./customer-picker";
import { useFormSetting } from "./link-context";
import type { ChosenCustomer, LinkValues } from "./link-values";

// Most links are for a customer who is known, or for nobody: the form of a new one comes when it is asked for.
const NewCustomer = lazy(() => import("./new-customer"));

export default function CustomerFields() {
  const { control, register, setValue, formState } = useFormContext<LinkValues>();
  const { field } = useController({ control, name: "customer" });
  const error = formState.errors.savePaymentMethod?.message;
  const customerError = formState.errors.customer?.message;
  const choose = (customer: ChosenCustomer | null) => {
    field.onChange(customer);
    if (!customer) setValue("savePaymentMethod", false);
  };
  return (
    <div className="grid gap-4">
      {field.value ? (
        <Chosen customer={field.value} error={customerError} onRemove={() => choose(null)} />
      ) : (
        <FindOrAdd onChoose={choose} />
      )}
      <div className="grid gap-1">
        <CheckboxField
          htmlFor="savePaymentMethod"
          label="Offer to save the card"
          hint="Next time this customer can pay without typing it."
          control={
            <Switch
              {...register("savePaymentMethod")}
              id="savePaymentMethod"
              disabled={!field.value}
              aria-describedby={error ? "savePaymentMethod-error" : undefined}
            />
          }
        />
        <FieldError id="savePaymentMethod-error">{error}</FieldError>
      </div>
    </div>
  );
}

function FindOrAdd({ onChoose }: { onChoose: (customer: ChosenCustomer) => void }) {
  const { control } = useFormContext<LinkValues>();
  const { mayAddCustomers, deletedCustomer } = useFormSetting();
  const merchantId = useWatch({ control, name: "merchantId" });
  const [adding, setAdding] = useState<string | null>(null);
  if (adding !== null) {
    return (
      <Suspense>
        <NewCustomer
          typed={adding}
          merchantId={merchantId}
          onMade={onChoose}
          onLeave={() => setAdding(null)}
        />
      </Suspense>
    );
  }
  return (
    <Field
      id="customer"
      label="Customer"
      optional
      hint={deletedCustomer && `${deletedCustomer}, whom the other link was for, has been deleted.`}
    >
      {(field) => (
        <CustomerPicker
          key={merchantId}
          control={field}
          merchantId={merchantId}
          onChoose={onChoose}
          onAdd={mayAddCustomers ? setAdding : undefined}
        />
      )}
    </Field>
  );
}

function Chosen({
  customer,
  error,
  onRemove,
}: {
  customer: ChosenCustomer;
  error: string | undefined;
  onRemove: () => void;
}) {
  return (
    <div className="grid gap-1.5">
      <p className="font-medium">Customer</p>
      <div className="flex items-center gap-3 rounded-md border bg-muted/60 py-1.5 pr-1.5 pl-3">
        <p className="min-w-0 flex-1">
          <span className="block truncate font-medium">{customer.name}</span>
          <span className="block truncate text-muted-foreground text-xs">{customer.email}</span>
        </p>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={`Remove ${isolated(customer.name)}`}
          aria-describedby={error ? "customer-error" : undefined}
          autoFocus
          onClick={onRemove}
        >
          <XIcon />
        </Button>
      </div>
      <FieldError id="customer-error">{error}</FieldError>
    </div>
  );
}
