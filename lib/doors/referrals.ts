import { conversions, referrals } from "@/lib/referrals/door";
import { serveDoor } from "./door";

export const referralDoor = serveDoor(referrals);
export const conversionDoor = serveDoor(conversions);
