import { checkout as ownOperations } from "@/lib/checkout/door";
import type { Door } from "@/lib/http/operation";
import { evidenceOperations } from "@/lib/kinds/evidence-operations";
import { refundOperations } from "@/lib/kinds/refund-operations";
import { testClockOperations } from "@/lib/merchant-clocks/operations";
import { serveDoor } from "./door";

/** The checkout door with what it does by verbs that payments of every kind have. */
export const checkout: Door = {
  ...ownOperations,
  operations: [
    ...ownOperations.operations,
    ...refundOperations,
    ...evidenceOperations,
    ...testClockOperations,
  ],
};

export const checkoutDoor = serveDoor(checkout);
