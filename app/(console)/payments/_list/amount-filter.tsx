"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useReader } from "@/components/ui/reader-context";
import { amountRule, asTyped, parsePlain, plainAsTyped } from "@/lib/money/format";

const DECIMALS_USUAL = 2;

/** An amount to filter by, typed as its reader writes numbers; the address gets the plain decimal of it. */
export function AmountFilter({
  name,
  label,
  value,
}: {
  name: "min" | "max";
  label: string;
  value: string | undefined;
}) {
  const { locale } = useReader();
  const [text, setText] = useState(value === undefined ? "" : plainAsTyped(value, locale));
  const [judged, setJudged] = useState(false);
  const rule = amountRule(DECIMALS_USUAL, locale);
  const plain = parsePlain(text, locale);
  const wrong = text.trim() !== "" && plain === null;
  return (
    <Field id={`filter-${name}`} label={label} {...(judged && wrong && { error: rule })}>
      {(control) => (
        <Input
          {...control}
          name={name}
          inputMode="decimal"
          autoComplete="off"
          placeholder={asTyped(0n, DECIMALS_USUAL, locale)}
          value={text}
          data-value={plain ?? text}
          onChange={({ target }) => {
            setText(target.value);
            const none = target.value.trim() !== "" && parsePlain(target.value, locale) === null;
            target.setCustomValidity(none ? rule : "");
          }}
          onInvalid={(event) => {
            // Told beside the field instead of in the browser's own bubble.
            event.preventDefault();
            setJudged(true);
          }}
        />
      )}
    </Field>
  );
}
