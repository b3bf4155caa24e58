import { conformance } from "../testing/conformance";
import { stripeWorld } from "./testing-world";

conformance(await stripeWorld());
