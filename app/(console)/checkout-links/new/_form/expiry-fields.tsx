"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { EXPIRY_DAYS_MAX } from "./link-body";
import { EXPIRIES, type LinkValues } from "./link-values";

/** How long the link can be paid. */
export function ExpiryFields() {
  const { control, register, formState } = useFormContext<LinkValues>();
  const custom = useWatch({ control, name: "expiry" }) === "custom";
  const { defaultValues, errors } = formState;
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Field id="expiry" label="Can be paid for">
        {(field) => (
          <Select {...field} {...register("expiry")} defaultValue={defaultValues?.expiry}>
            {EXPIRIES.map(([duration, words]) => (
              <option key={duration} value={duration}>
                {words}
              </option>
            ))}
            <option value="custom">Another time…</option>
          </Select>
        )}
      </Field>
      {custom && (
        <Field
          id="expiryCount"
          label={`For how long (at most ${EXPIRY_DAYS_MAX} days)`}
          error={errors.expiryCount?.message}
        >
          {(field) => (
            <div className="flex gap-2">
              <Input
                {...field}
                {...register("expiryCount")}
                inputMode="numeric"
                autoComplete="off"
                className="figures w-20 text-right"
              />
              <Select {...register("expiryUnit")} aria-label="Unit" className="w-28">
                <option value="minutes">minutes</option>
                <option value="hours">hours</option>
                <option value="days">days</option>
              </Select>
            </div>
          )}
        </Field>
      )}
    </div>
  );
}
