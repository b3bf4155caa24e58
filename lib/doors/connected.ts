import { connected } from "@/lib/connected/door";
import { serveDoor } from "./door";

export const connectedDoor = serveDoor(connected);
