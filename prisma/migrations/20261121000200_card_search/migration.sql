-- The list is asked for the last four digits of a card; only payments that were paid by one have them.
CREATE INDEX payment_card_last4 ON payment (card_last4, created_at DESC, id DESC) WHERE card_last4 IS NOT NULL;
