import { referralDoor } from "@/lib/doors/referrals";

export {
  referralDoor as DELETE,
  referralDoor as GET,
  referralDoor as HEAD,
  referralDoor as OPTIONS,
  referralDoor as PATCH,
  referralDoor as POST,
  referralDoor as PUT,
};
