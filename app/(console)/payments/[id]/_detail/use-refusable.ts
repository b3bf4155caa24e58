import { useState } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import { refusal } from "@/components/forms/refusal";

interface Refusable<Input, Done> {
  /** Names what is asked for, once: the same form sent twice, after a reload too, is one. */
  idempotencyKey: string;
  send: (input: Input) => Promise<ActionResult<Done>>;
}

/**
 * An action whose outcome may be that the provider refused it: the form then says `refusedWords`, and what is pressed
 * next is another request, under a key of its own.
 */
export function useRefusable<Input, Done extends string>(
  action: (input: Input) => Promise<ActionResult<Done | "refused">>,
  firstKey: string,
  refusedWords: string,
): Refusable<Input, Done> {
  const [refused, setRefused] = useState(0);
  const send = async (input: Input): Promise<ActionResult<Done>> => {
    const result = await action(input);
    if (!result.ok) return result;
    const { value } = result;
    if (value !== "refused") return { ok: true, value };
    setRefused(refused + 1);
    return refusal(refusedWords);
  };
  return { idempotencyKey: refused === 0 ? firstKey : `${firstKey}/${refused}`, send };
}
