-- A deleted conversation is hidden at once and erased from erase_at on; until then it can be brought back. Once erasing has
-- begun erase_at is set back to deleted_at: no clock brings it back then.
alter table conversation add column deleted_at timestamptz, add column erase_at timestamptz,
  add constraint conversation_deletion check ((deleted_at is null) = (erase_at is null));

-- Lists hold none of the deleted, however many there are.
drop index conversation_newest, conversation_newest_of_user, conversation_newest_of_department, conversation_newest_of_type;
create index conversation_newest on conversation (account_id, started_at desc, id desc) where deleted_at is null;
create index conversation_newest_of_user on conversation (account_id, user_id, started_at desc, id desc)
  where deleted_at is null;
create index conversation_newest_of_department on conversation (account_id, department_id, started_at desc, id desc)
  where deleted_at is null;
create index conversation_newest_of_type on conversation (account_id, conversation_type, started_at desc, id desc)
  where deleted_at is null;
create index conversation_deleted on conversation (account_id, started_at desc, id desc) where deleted_at is not null;

create index recording_conversation on recording (account_id, conversation_id);

-- What was sent to whom stays known when the conversation is erased: a delivery holds nothing of its content.
alter table webhook_delivery drop constraint webhook_delivery_account_id_conversation_id_fkey;
