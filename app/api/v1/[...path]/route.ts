import { referralDoor } from "@/lib/referrals/door";

export {
  referralDoor as DELETE,
  referralDoor as GET,
  referralDoor as PATCH,
  referralDoor as POST,
  referralDoor as PUT,
};
