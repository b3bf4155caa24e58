import { managementDoor } from "@/lib/doors/management";

export {
  managementDoor as DELETE,
  managementDoor as GET,
  managementDoor as HEAD,
  managementDoor as OPTIONS,
  managementDoor as PATCH,
  managementDoor as POST,
  managementDoor as PUT,
};
