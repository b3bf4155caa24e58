import { declineOf, isDeclineCode } from "@/lib/connectors/decline-codes";

/** A decline code as a heading: "Insufficient funds". */
export function declineLabel(code: string): string {
  const words = code.replaceAll("_", " ").replace("cvc", "CVC");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a decline code means, for the operator; nothing for a code of somebody else's. */
export function declineMeaning(code: string): string | undefined {
  return isDeclineCode(code) ? declineOf(code).operator : undefined;
}
