// A process that sends webhooks and nothing else, for a test to kill.
import { startSender } from "./sender";

startSender();
