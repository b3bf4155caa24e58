import type { MethodType } from "@/lib/policies/enums";

const WORDS: Record<MethodType, string> = {
  debit_order: "Debit order",
  card: "Card",
  eft: "EFT",
  external: "External",
};

/** A method in a few words: "Debit order ending 6789". */
export function methodName({ type, last4 }: { type: MethodType; last4: string | null }): string {
  return last4 ? `${WORDS[type]} ending ${last4}` : WORDS[type];
}
