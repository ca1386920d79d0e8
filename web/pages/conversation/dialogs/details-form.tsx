import { Autocomplete, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useDirectory } from '../data.ts';
import { changedFields, type Fields, fieldEdit, fieldsOf } from '../edit/field-edits.ts';
import { conversationTexts as texts } from '../texts.ts';
import { useView } from '../view.ts';

/** Title, company, type; and for those who may, owner and department. */
export function DetailsForm(): ReactNode {
  const { id, conversation, run, ask } = useView();
  const { data: directory } = useDirectory();
  const [before] = useState(() => fieldsOf(conversation));
  const [fields, setFields] = useState(before);
  const set = (change: Partial<Fields>): void => setFields({ ...fields, ...change });
  const trimmed: Fields = {
    ...fields,
    title: fields.title.trim(),
    company: fields.company?.trim() || null,
    conversation_type: fields.conversation_type?.trim() || null,
  };
  const isChanged = Object.keys(changedFields(before, trimmed)).length > 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    ask(null);
    void run(fieldEdit(id, before, trimmed, directory));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={texts.fields.title}
          value={fields.title}
          required
          maxLength={500}
          data-autofocus
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <TextInput
          label={texts.fields.company}
          value={fields.company ?? ''}
          maxLength={500}
          onChange={(event) => set({ company: event.currentTarget.value })}
        />
        <Autocomplete
          label={texts.fields.type}
          value={fields.conversation_type ?? ''}
          maxLength={500}
          data={directory?.conversation_types.filter(({ enabled }) => enabled).map(({ name }) => name)}
          onChange={(value) => set({ conversation_type: value })}
        />
        {conversation.may_manage && <Belongs fields={fields} set={set} />}
        <Group justify="flex-end">
          <Button type="submit" disabled={!isChanged || !trimmed.title}>
            {texts.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Belongs({ fields, set }: { fields: Fields; set: (change: Partial<Fields>) => void }): ReactNode {
  const { conversation } = useView();
  const { data: directory } = useDirectory();
  const users = (directory?.users ?? []).filter(({ active }) => active);
  const departments = (directory?.departments ?? []).filter(({ enabled }) => enabled);
  return (
    <>
      <Select
        label={texts.fields.owner}
        value={fields.user_id}
        data={optionsOf(users, conversation.user)}
        onChange={(value) => set({ user_id: value })}
        placeholder={texts.nobodyOwns}
        searchable
        clearable
      />
      <Select
        label={texts.fields.department}
        value={fields.department_id}
        data={optionsOf(departments, conversation.department)}
        onChange={(value) => set({ department_id: value })}
        placeholder={texts.noDepartment}
        searchable
        clearable
      />
    </>
  );
}

interface Named {
  id: string;
  name: string;
}

/** The one of now is among them, even if nobody could choose it any more. */
function optionsOf(all: readonly Named[], now: Named | null): { value: string; label: string }[] {
  const known = now && !all.some(({ id }) => id === now.id) ? [now, ...all] : all;
  return known.map(({ id, name }) => ({ value: id, label: name }));
}
