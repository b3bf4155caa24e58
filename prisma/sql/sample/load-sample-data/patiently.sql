-- A load takes longer than a request may: the transaction that holds the lock is idle meanwhile, and others wait for it.
SELECT set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true),
  set_config('idle_in_transaction_session_timeout', '0', true)
