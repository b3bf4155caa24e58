import type { DoorName } from "@/lib/http/door-names";

/** The doors as people know them. */
export const DOOR_WORDS: Record<DoorName, string> = {
  checkout: "Checkout",
  referral: "Referrals",
  policy: "Policies",
  connected: "Connected payments",
  token: "Access tokens",
  management: "Management",
};

export function doorWords(door: string): string {
  return (DOOR_WORDS as Record<string, string>)[door] ?? door;
}
