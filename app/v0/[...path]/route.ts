import { checkoutDoor } from "@/lib/doors/checkout";

export {
  checkoutDoor as DELETE,
  checkoutDoor as GET,
  checkoutDoor as HEAD,
  checkoutDoor as OPTIONS,
  checkoutDoor as PATCH,
  checkoutDoor as POST,
  checkoutDoor as PUT,
};
