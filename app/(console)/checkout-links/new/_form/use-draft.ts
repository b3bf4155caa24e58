"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { newId } from "@/lib/ids";
import type { LinkValues } from "./link-values";

interface Draft {
  values: LinkValues;
  /** The payment this form made already. */
  made?: string;
}

/**
 * Keeps what is typed into one form in the browser, under the form's key, which stands in the address: a reload or the
 * back button shows the same form, filled in, and makes the same payment. The key is the idempotency key. `madeBefore` is
 * what the server knows that the form has made, wherever that was.
 */
export function useDraft(form: UseFormReturn<LinkValues>, madeBefore: string | null) {
  const inAddress = useSearchParams().get("form");
  const [key] = useState(() => (inAddress && KEY.test(inAddress) ? inAddress : newId()));
  const [made, setMade] = useState<string | null>(madeBefore);
  // The address and the browser's storage are outside React.
  useEffect(() => {
    const address = new URL(window.location.href);
    if (address.searchParams.get("form") !== key) {
      address.searchParams.set("form", key);
      window.history.replaceState(null, "", address);
    }
    const draft = readDraft(key);
    if (draft) form.reset(draft.values, { keepDefaultValues: true });
    if (draft?.made) setMade(draft.made);
    return form.subscribe({
      formState: { values: true },
      callback: ({ values }) => writeDraft(key, { ...readDraft(key), values }),
    });
  }, [key, form]);
  return {
    key,
    made,
    noteMade: (id: string) => writeDraft(key, { values: form.getValues(), made: id }),
  };
}

const KEY = /^[0-9a-f-]{36}$/;

const nameOf = (key: string) => `counterfoil.link-form.${key}`;

function readDraft(key: string): Draft | null {
  try {
    const kept = sessionStorage.getItem(nameOf(key));
    return kept ? (JSON.parse(kept) as Draft) : null;
  } catch {
    return null;
  }
}

// A browser that keeps nothing still makes one payment of one form: the key is in the address.
function writeDraft(key: string, draft: Draft): void {
  try {
    sessionStorage.setItem(nameOf(key), JSON.stringify(draft));
  } catch {}
}
