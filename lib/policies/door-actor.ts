import type { DoorActor } from "@/lib/policies/payments/policy-payment";
import type { Actor } from "@/lib/verb/context";

/** Who acted, in the policy door's three words; jobs and providers are the system. */
export function doorActor({ type, id }: { type: Actor["type"]; id: string }, merchantId: string): DoorActor {
  return { type: typeOf(type), id, owner_id: merchantId };
}

function typeOf(type: Actor["type"]): DoorActor["type"] {
  switch (type) {
    case "apiKey":
      return "api_key";
    case "user":
      return "user";
    default:
      return "system";
  }
}
