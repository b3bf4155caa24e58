import { checkoutDoor } from "@/lib/checkout/door";

export {
  checkoutDoor as DELETE,
  checkoutDoor as GET,
  checkoutDoor as HEAD,
  checkoutDoor as OPTIONS,
  checkoutDoor as PATCH,
  checkoutDoor as POST,
  checkoutDoor as PUT,
};
