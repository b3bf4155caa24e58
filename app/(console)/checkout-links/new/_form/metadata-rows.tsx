"use client";

import { useFieldArray, useFormContext } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { PlusIcon, TrashIcon } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";
import type { LinkValues } from "./link-values";

/** Names and values for programs: the customer does not see them. */
export function MetadataRows() {
  const { control, register, formState } = useFormContext<LinkValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "metadata" });
  return (
    <fieldset className="grid grid-cols-1 gap-2">
      <legend className="font-medium">
        Metadata <span className="font-normal text-muted-foreground">(optional)</span>
      </legend>
      <p className="text-muted-foreground text-xs">
        For your own systems; payments can be searched by it. The customer does not see it.
      </p>
      {fields.map(({ id }, at) => {
        const error = formState.errors.metadata?.[at]?.name?.message;
        const describedBy = error ? `metadata.${at}.error` : undefined;
        return (
          <div key={id} className="grid gap-1">
            <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,2fr)_2rem] gap-2">
              <Input
                {...register(`metadata.${at}.name`)}
                aria-label={`Name ${at + 1}`}
                aria-invalid={error ? true : undefined}
                aria-describedby={describedBy}
                autoComplete="off"
                placeholder="order"
              />
              <Input
                {...register(`metadata.${at}.value`)}
                aria-label={`Value ${at + 1}`}
                autoComplete="off"
                placeholder="1042"
              />
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Remove metadata ${at + 1}`}
                onClick={() => remove(at)}
              >
                <TrashIcon />
              </Button>
            </div>
            <FieldError id={describedBy}>{error}</FieldError>
          </div>
        );
      })}
      <Button
        size="sm"
        className="w-fit"
        onClick={() =>
          append({ name: "", value: "" }, { shouldFocus: true, focusName: `metadata.${fields.length}.name` })
        }
      >
        <PlusIcon /> Add metadata
      </Button>
    </fieldset>
  );
}
