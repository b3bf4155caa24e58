import { CHECKOUT_WORKS } from "./checkout";
import { POLICY_WORKS } from "./policy";
import { PROGRAMME_WORKS } from "./programme";
import type { Work } from "./work";

/** Every job that moves payments or what follows from them, and what people do that several statements make. */
export const WORKS: Record<string, Work> = { ...CHECKOUT_WORKS, ...POLICY_WORKS, ...PROGRAMME_WORKS };
