import { connectedDoor } from "@/lib/doors/connected";

export {
  connectedDoor as DELETE,
  connectedDoor as GET,
  connectedDoor as HEAD,
  connectedDoor as OPTIONS,
  connectedDoor as PATCH,
  connectedDoor as POST,
  connectedDoor as PUT,
};
