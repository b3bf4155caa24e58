import { connectedDoor } from "@/lib/connected/door";

export {
  connectedDoor as DELETE,
  connectedDoor as GET,
  connectedDoor as HEAD,
  connectedDoor as OPTIONS,
  connectedDoor as PATCH,
  connectedDoor as POST,
  connectedDoor as PUT,
};
