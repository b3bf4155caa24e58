import { connected as ownOperations } from "@/lib/connected/door";
import type { Door } from "@/lib/http/operation";
import { adjustmentOperation } from "@/lib/kinds/adjustment-operation";
import { serveDoor } from "./door";

/** The connected door with what it does to payments of every kind. */
export const connected: Door = {
  ...ownOperations,
  operations: [...ownOperations.operations, adjustmentOperation],
};

export const connectedDoor = serveDoor(connected);
