import { conformance } from "../testing/conformance";
import { mollieWorld } from "./testing-world";

conformance(await mollieWorld());
