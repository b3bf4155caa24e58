/** What must hold of policy payments at every moment between two transactions; lib/invariants asks. */
export const POLICY_INVARIANTS: Record<string, string> = {
  "a policy payment's charges add up to its amount": `
    SELECT payment_id AS id FROM policy_payment
    WHERE jsonb_array_length(charges) > 0
      AND amount_minor <> (SELECT sum((charge ->> 'calculated')::bigint) FROM jsonb_array_elements(charges) charge)`,
  "a policy payment's amount is its payment's, with a sign": `
    SELECT p.id FROM payment p JOIN policy_payment y ON y.payment_id = p.id WHERE abs(y.amount_minor) <> p.amount_minor`,
  "every payment of kind policy has its policy payment": `
    SELECT p.id FROM payment p WHERE p.kind = 'policy'
      AND NOT EXISTS (SELECT 1 FROM policy_payment y WHERE y.payment_id = p.id)`,
  "a policy payment follows its payment's status": `
    SELECT p.id FROM payment p JOIN policy_payment y ON y.payment_id = p.id
    WHERE y.live <> (p.status IN ('pending', 'submitted', 'processing', 'succeeded'))
      OR (y.due_at IS NOT NULL) <> (p.status = 'pending')`,
  "one premium is collected once, whatever was retried": `
    SELECT y.original_id AS id FROM policy_payment y JOIN payment p ON p.id = y.payment_id
    WHERE p.status = 'succeeded' GROUP BY y.original_id HAVING count(*) > 1`,
  "the sandbox collected one premium once, unless it was returned": `
    SELECT y.original_id AS id
    FROM policy_payment y
    JOIN attempt a ON a.payment_id = y.payment_id AND a.operation = 'charge'
    JOIN sandbox_operation s ON s.idempotency_key = a.id AND s.state = 'succeeded'
    JOIN payment p ON p.id = y.payment_id AND p.status <> 'failed'
    GROUP BY y.original_id HAVING count(*) > 1`,
  "retries are numbered without a gap": `
    SELECT original_id AS id FROM policy_payment GROUP BY original_id
    HAVING max(retry_number) <> count(*) - 1`,
  "a blocked method has its reason": `
    SELECT id FROM policy_payment_method WHERE (banv_status = 'blocked') <> (blocked_reason IS NOT NULL)`,
};
