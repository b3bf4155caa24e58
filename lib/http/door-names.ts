/** The doors, by the names their requests are logged and counted under. A new one stands here first: `tsc` then names the rest. */
export const DOOR_NAMES = ["checkout", "referral", "policy", "connected", "token", "management"] as const;
export type DoorName = (typeof DOOR_NAMES)[number];
