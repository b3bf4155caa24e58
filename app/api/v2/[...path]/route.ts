import { conversionDoor } from "@/lib/doors/referrals";

export {
  conversionDoor as DELETE,
  conversionDoor as GET,
  conversionDoor as HEAD,
  conversionDoor as OPTIONS,
  conversionDoor as PATCH,
  conversionDoor as POST,
  conversionDoor as PUT,
};
