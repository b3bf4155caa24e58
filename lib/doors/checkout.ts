import { checkout } from "@/lib/checkout/door";
import { serveDoor } from "./door";

export const checkoutDoor = serveDoor(checkout);
