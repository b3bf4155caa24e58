import { type KeyedOperation, operationsWith } from "@/lib/http/operation";
import { validate } from "@/lib/http/validate";
import { commissionResource, data, partnerResource, partnershipResource, referralResource } from "./answers";
import { listCommissions } from "./commissions/list-commissions";
import { changePartnership } from "./partners/change-partnership";
import { createPartner } from "./partners/create-partner";
import { createPartnership } from "./partners/create-partnership";
import { getPartner } from "./partners/get-partner";
import { getPartnership } from "./partners/get-partnership";
import { listPartners, listPartnerships } from "./partners/list-partners";
import { envelope, presentCommission, presentPartner, presentPartnership, presentReferral } from "./present";
import { getReferral } from "./referrals/get-referral";
import { listReferrals } from "./referrals/list-referrals";
import { rejectReferral } from "./referrals/reject-referral";
import {
  commissionsQuery,
  partnerBody,
  partnershipBody,
  partnershipStateBody,
  partnershipsQuery,
  partnersQuery,
  referralStateBody,
  referralsQuery,
} from "./wire";

const operation = operationsWith(validate);

const LIST = "Newest first, at most 50 on a page.";

/** Partners, partnerships, referrals and commissions. */
export const programmeOperations: readonly KeyedOperation[] = [
  operation({
    id: "listReferrals",
    method: "GET",
    path: "/api/v1/referrals",
    permission: "referrals:read",
    summary: "List referrals",
    description: LIST,
    query: referralsQuery,
    answers: { 200: { description: "A page of referrals.", schema: data(referralResource.array()) } },
    example: { query: { state_eq: "converted" } },
    handle: async ({ ctx, query }) => {
      const { rows } = await listReferrals({ ctx, input: query });
      return envelope(rows.map(presentReferral), 200);
    },
  }),
  operation({
    id: "rejectReferral",
    method: "PATCH",
    path: "/api/v1/referrals/:id",
    permission: "referrals:manage",
    summary: "Reject a referral",
    params: { id: "The referral's id, `ref_…`." },
    body: { schema: referralStateBody },
    answers: { 200: { description: "The rejected referral.", schema: data(referralResource) } },
    example: { params: { id: "$REFERRAL_ID" }, body: { state: "rejected" } },
    handle: async ({ ctx, params: { id = "" } }) =>
      envelope(presentReferral(await rejectReferral({ ctx, input: { id } })), 200),
  }),
  operation({
    id: "listPartners",
    method: "GET",
    path: "/api/v1/partners",
    permission: "referrals:read",
    summary: "List partners",
    description: LIST,
    query: partnersQuery,
    answers: { 200: { description: "A page of partners.", schema: data(partnerResource.array()) } },
    example: { query: { per_page: "20" } },
    handle: async ({ ctx, query }) => {
      const { rows } = await listPartners({ ctx, input: query });
      return envelope(rows.map(presentPartner), 200);
    },
  }),
  operation({
    id: "createPartner",
    method: "POST",
    path: "/api/v1/partners",
    permission: "referrals:manage",
    summary: "Add a partner",
    body: { schema: partnerBody },
    answers: { 201: { description: "The new partner.", schema: data(partnerResource) } },
    example: { body: { name: "Rosa Marques", email: "rosa@example.com", slug: "rosa" } },
    handle: async ({ ctx, body }) => envelope(presentPartner(await createPartner({ ctx, input: body })), 201),
  }),
  operation({
    id: "getPartner",
    method: "GET",
    path: "/api/v1/partners/:id",
    permission: "referrals:read",
    summary: "Read a partner",
    params: { id: "The partner's id, `ptr_…`." },
    answers: { 200: { description: "The partner.", schema: data(partnerResource) } },
    example: { params: { id: "$PARTNER_ID" } },
    handle: async ({ ctx, params: { id = "" } }) =>
      envelope(presentPartner((await getPartner({ ctx, input: { id } })).partner), 200),
  }),
  operation({
    id: "getPartnership",
    method: "GET",
    path: "/api/v1/partnerships/:id",
    permission: "referrals:read",
    summary: "Read a partnership",
    params: { id: "The partnership's id, `psh_…`." },
    answers: { 200: { description: "The partnership.", schema: data(partnershipResource) } },
    example: { params: { id: "$PARTNERSHIP_ID" } },
    handle: async ({ ctx, params: { id = "" } }) =>
      envelope(presentPartnership(await getPartnership({ ctx, input: { id } })), 200),
  }),
  operation({
    id: "getReferral",
    method: "GET",
    path: "/api/v1/referrals/:id",
    permission: "referrals:read",
    summary: "Read a referral",
    params: { id: "The referral's id, `ref_…`." },
    answers: { 200: { description: "The referral.", schema: data(referralResource) } },
    example: { params: { id: "$REFERRAL_ID" } },
    handle: async ({ ctx, params: { id = "" } }) =>
      envelope(presentReferral((await getReferral({ ctx, input: { id } })).referral), 200),
  }),
  operation({
    id: "listPartnerships",
    method: "GET",
    path: "/api/v1/partnerships",
    permission: "referrals:read",
    summary: "List partnerships",
    description: LIST,
    query: partnershipsQuery,
    answers: { 200: { description: "A page of partnerships.", schema: data(partnershipResource.array()) } },
    example: { query: { state_eq: "accepted" } },
    handle: async ({ ctx, query }) => {
      const { rows } = await listPartnerships({ ctx, input: query });
      return envelope(rows.map(presentPartnership), 200);
    },
  }),
  operation({
    id: "createPartnership",
    method: "POST",
    path: "/api/v1/partnerships",
    permission: "referrals:manage",
    summary: "Agree on terms with a partner",
    description:
      "A commission of type `percent` has `basis_points`, one of type `flat` an `amount` and a `currency`. " +
      "`referral_expiry_days` 0 means never.",
    body: { schema: partnershipBody },
    answers: { 201: { description: "The accepted partnership.", schema: data(partnershipResource) } },
    refuses: [404],
    example: {
      body: {
        partner_id: "$PARTNER_ID",
        commission: { type: "percent", basis_points: 1000, recurrence: "lifetime" },
        hold_days: 30,
        referral_expiry_days: 90,
        minimum_payout: 5000,
      },
    },
    handle: async ({ ctx, body }) =>
      envelope(presentPartnership(await createPartnership({ ctx, input: body })), 201),
  }),
  operation({
    id: "changePartnership",
    method: "PATCH",
    path: "/api/v1/partnerships/:id",
    permission: "referrals:manage",
    summary: "Change a partnership's state",
    description: "`pending` becomes `accepted` or `declined`, `accepted` becomes `terminated`.",
    params: { id: "The partnership's id, `psh_…`." },
    body: { schema: partnershipStateBody },
    answers: { 200: { description: "The partnership.", schema: data(partnershipResource) } },
    example: { params: { id: "$PARTNERSHIP_ID" }, body: { state: "terminated" } },
    handle: async ({ ctx, params: { id = "" }, body: { state } }) =>
      envelope(presentPartnership(await changePartnership({ ctx, input: { id, state } })), 200),
  }),
  operation({
    id: "listCommissions",
    method: "GET",
    path: "/api/v1/commissions",
    permission: "referrals:read",
    summary: "List commissions",
    description: LIST,
    query: commissionsQuery,
    answers: { 200: { description: "A page of commissions.", schema: data(commissionResource.array()) } },
    example: { query: { state_eq: "pending" } },
    handle: async ({ ctx, query }) => {
      const { rows } = await listCommissions({ ctx, input: query });
      return envelope(rows.map(presentCommission), 200);
    },
  }),
];
