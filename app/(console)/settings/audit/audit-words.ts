import { spellId } from "@/lib/ids";

const ACTIONS: Record<string, string> = {
  "key.created": "Created an API key",
  "key.rotated": "Rotated an API key",
  "key.revoked": "Revoked an API key",
  "merchant.created": "Added a merchant",
  "merchant.updated": "Changed a merchant",
  "merchant.redirect_secret_revealed": "Looked at a redirect secret",
  "merchant.redirect_secret_rotated": "Replaced a redirect secret",
  "user.joined": "Made an account",
  "user.signed_in": "Signed in",
  "user.renamed": "Changed their name",
  "user.role_changed": "Changed a role",
  "user.disabled": "Disabled a person",
  "user.enabled": "Enabled a person",
  "user.password_changed": "Changed their password",
  "user.password_reset": "Reset a password",
  "user.session_ended": "Signed out another browser",
  "user.two_factor_enabled": "Turned two-factor on",
  "user.two_factor_disabled": "Turned two-factor off",
  "user.two_factor_reset": "Reset two-factor",
  "user.backup_codes_renewed": "Made new backup codes",
  "invitation.created": "Invited somebody",
  "invitation.revoked": "Withdrew an invitation",
  "deployment.released": "Released the deployment after a restore",
  "clock.advanced": "Advanced the test clock",
  "test_clock.created": "Made a merchant’s test clock",
  "test_clock.advanced": "Moved a merchant’s time forward",
  "test_clock.deleted": "Deleted a merchant’s test clock",
  "customer.created": "Added a customer",
  "person.merged": "Merged two people",
  "person.separated": "Separated merged people",
  "person.note_added": "Added a note on a person",
  "person.note_removed": "Removed a note on a person",
  "merchant.card_testing_suspected": "Cards seemed to be tried on links",
  "payments.exported": "Exported payments",
  "bank_account.added": "Added bank details",
  "bank_account.changed": "Changed bank details",
  "payout_run.made": "Made a payout",
  "payout_run.exported": "Made a payout’s file for the bank",
  "payout_run.exported_again": "Downloaded a payout’s file for the bank again",
  "payout_run.lines_marked_paid": "Marked payments of a payout as paid",
  "payout_run.lines_marked_failed": "Marked payments of a payout as failed",
  "sample_data.loaded": "Loaded the sample data",
  "connection.connected": "Connected a provider",
  "connection.credentials_rotated": "Rotated a provider’s credentials",
  "connection.message_secret_set": "Set the secret of a provider’s messages",
  "connection.renamed": "Renamed a connection",
  "mirror.paused": "Paused reading what others do at an account",
  "mirror.resumed": "Went on reading what others do at an account",
  "mirror.turned_on": "Began reading what others do at an account",
  "connection.currencies_changed": "Noted which currencies a connection takes",
  "connection.disconnected": "Disconnected a provider",
  "connection_routes.set": "Changed routes",
  "provider_event.applied_again": "Applied a provider’s event again",
  "webhook_endpoint.created": "Added a webhook endpoint",
  "webhook_endpoint.updated": "Changed a webhook endpoint",
  "webhook_endpoint.paused": "Paused a webhook endpoint",
  "webhook_endpoint.resumed": "Resumed a webhook endpoint",
  "webhook_endpoint.deleted": "Deleted a webhook endpoint",
  "webhook_endpoint.secret_rotated": "Rotated a webhook secret",
  "webhook_endpoint.tested": "Sent a test event",
  "mandate.reported": "Said what became of a mandate",
  "payment_batch.accepted": "Said that a payment batch was accepted",
  "payment_batch.failed": "Said that a payment batch failed",
  "webhook_delivery.resent": "Sent a webhook again",
  "webhook_delivery.all_failed_resent": "Sent all failed webhooks again",
};

/** What was done, in words; an action without words of its own is read from its name. */
export function actionWords(action: string): string {
  const [object = "", verb = ""] = action.split(".");
  return ACTIONS[action] ?? `${capital(object)} ${verb}`.replaceAll("_", " ");
}

export const OBJECT_WORDS: Record<string, string> = {
  payment: "Payment",
  payment_batch: "Payment batch",
  customer: "Customer",
  policyholder: "Policyholder",
  account: "Account",
  merchant: "Merchant",
  api_key: "API key",
  user: "Person",
  invitation: "Invitation",
  test_clock: "Test clock",
  merchant_test_clock: "Merchant’s test clock",
  export: "Export",
  sample_data: "Sample data",
  partner: "Partner",
  partnership: "Partnership",
  referral: "Referral",
  commission: "Commission",
  payout_run: "Payout",
  connection: "Connection",
  connection_routes: "Routes",
  provider_event: "Provider’s event",
  webhook_endpoint: "Webhook endpoint",
  webhook_delivery: "Webhook delivery",
};

export const ACTOR_WORDS = {
  user: "People",
  apiKey: "API keys",
  customer: "Customers",
  job: "Background jobs",
  provider: "Payment providers",
} as const;

// In place of an id, where something was done to all objects of a kind.
const ALL = "all";

/** Where an object of the log is looked at, or null when it has no page. */
export function objectHref(type: string, id: string): string | null {
  switch (type) {
    case "payment":
      return `/payments/${spellId("pay", id)}`;
    case "customer":
    case "policyholder":
    case "account":
      return `/people/${type}/${id}`;
    case "merchant":
      return `/settings/merchants/${spellId("mer", id)}`;
    case "partner":
      return `/partners/${spellId("ptr", id)}`;
    case "referral":
      return `/referrals/${spellId("ref", id)}`;
    case "payout_run":
      return `/payouts/${spellId("run", id)}`;
    case "connection":
      return `/settings/providers/${spellId("con", id)}`;
    case "connection_routes":
    case "provider_event":
      return "/settings/providers";
    case "webhook_endpoint":
      return id === ALL ? "/webhooks" : `/webhooks/${spellId("we", id)}`;
    case "webhook_delivery":
      return `/webhooks/deliveries/${spellId("wd", id)}`;
    case "api_key":
      return "/settings/keys";
    case "user":
    case "invitation":
      return "/settings/team";
    case "test_clock":
    case "merchant_test_clock":
      return "/settings/clock";
    default:
      return null;
  }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
