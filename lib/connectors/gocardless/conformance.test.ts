import { conformance } from "../testing/conformance";
import { gocardlessWorld } from "./testing-world";

conformance(await gocardlessWorld());
