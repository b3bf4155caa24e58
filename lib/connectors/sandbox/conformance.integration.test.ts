import { conformance } from "../testing/conformance";
import { sandboxWorld } from "./testing-world";

conformance(sandboxWorld());
