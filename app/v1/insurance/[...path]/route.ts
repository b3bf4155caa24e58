import { policyDoor } from "@/lib/doors/policies";

export {
  policyDoor as DELETE,
  policyDoor as GET,
  policyDoor as HEAD,
  policyDoor as OPTIONS,
  policyDoor as PATCH,
  policyDoor as POST,
  policyDoor as PUT,
};
