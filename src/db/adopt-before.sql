-- From the schema of the seventeen migrations before to that of 0001-accounts to 0006-webhooks, in one transaction.
-- It ends equal to a fresh one, the order of columns included.

drop trigger keep_bodies on conversation;
drop trigger keep_bodies on transcript;
drop trigger keep_bodies on analysis;
-- All but note_conversation_change, which has triggers, and count_conversation_reads, which stays as it is.
drop function claim_deliveries, claim_deliveries_to_send, claim_jobs, freeze_deliveries, keep_bodies_of_conversation,
  keep_bodies_of_part, keep_delivery_bodies, lease_blocks, lease_calls, load_body_parts, load_deliveries, pick_due_jobs,
  renew_leases, settle_deliveries;

alter table migration add column content_hash text;
alter table conversation rename column card to partner_card;
-- From PostgreSQL 18 on; others have no such constraint.
do $$ begin
  if exists (select from pg_constraint where conname = 'conversation_card_not_null') then
    alter table conversation rename constraint conversation_card_not_null to conversation_partner_card_not_null;
  end if;
end $$;
alter table webhook_delivery
  add column content_id uuid, add column link_base_url text, add column link_made_at timestamptz;
drop index webhook_delivery_conversation;
create index webhook_delivery_conversation on webhook_delivery (account_id, conversation_id);
create table webhook_content (
  account_id uuid not null,
  conversation_id uuid not null,
  id uuid not null,
  conversation text not null,
  transcript bytea,
  transcript_bytes integer,
  insights text,
  recording_id uuid,
  made_at timestamptz not null,
  primary key (account_id, conversation_id, id),
  foreign key (account_id, conversation_id) references conversation (account_id, id)
);
alter table webhook_content alter column transcript set storage external;
create index webhook_content_oldest on webhook_content (made_at);

-- A card as bodies show it, without its status: the other members keep their bytes and their order.
create function pg_temp.shown(card text) returns text language sql as $$
  select '{' || string_agg(to_json(key)::text || ':' || value::text, ',' order by n) || '}'
  from json_each(card::json) with ordinality as member (key, value, n) where key <> 'status'
$$;

-- A delivery's copy stays its own, whatever was kept for the others of its conversation.
insert into webhook_content
  select b.account_id, d.conversation_id, b.delivery_id, pg_temp.shown(b.card), b.transcript, b.transcript_bytes, b.insights,
    b.recording_id, d.created_at
  from webhook_body b
  join webhook_delivery d on d.account_id = b.account_id and d.id = b.delivery_id
  join conversation c on c.account_id = d.account_id and c.id = d.conversation_id
  where b.card is not null;
update webhook_delivery d set content_id = d.id,
    link_base_url = case when b.recording_id is not null then b.public_url end,
    link_made_at = case when b.recording_id is not null then b.frozen_at end
  from webhook_body b where b.account_id = d.account_id and b.delivery_id = d.id and b.card is not null;

-- The others that may still be sent were to be made of the conversation as it is.
insert into webhook_content
  select c.account_id, c.id, c.id, pg_temp.shown(c.partner_card), t.deflated, t.bytes,
    case when c.status = 'completed' then a.insights end, c.recording_id, unsent.made_at
  from (
    select account_id, conversation_id, min(created_at) as made_at from webhook_delivery
    where content_id is null
      and (status = 'pending' or (status = 'cancelled' and last_error = 'conversation_deleted'))
    group by account_id, conversation_id) unsent
  join conversation c on c.account_id = unsent.account_id and c.id = unsent.conversation_id
  left join transcript t on t.account_id = c.account_id and t.conversation_id = c.id
  left join analysis a on a.account_id = c.account_id and a.conversation_id = c.id;
update webhook_delivery d set content_id = c.id
  from webhook_content c
  where c.account_id = d.account_id and c.conversation_id = d.conversation_id and c.id = c.conversation_id
    and d.content_id is null and (d.status = 'pending' or (d.status = 'cancelled' and d.last_error = 'conversation_deleted'));

drop function pg_temp.shown(text);
drop table webhook_body;

alter table account alter column language drop default;
